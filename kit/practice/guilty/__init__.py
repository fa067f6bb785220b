"""Ways of paying for reviews, one file each."""
