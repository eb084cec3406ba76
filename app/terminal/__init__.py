"""What the commands share: running, finding what people mean, showing what there is."""
