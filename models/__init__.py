"""What is learned: word segmentation over underthesea's CRF model, training and evaluation."""
