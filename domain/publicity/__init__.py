"""What a village makes known 宣传."""
