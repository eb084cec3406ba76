"""The SMS side: which carrier it has, what answers, what delivers, and what watches over both."""
