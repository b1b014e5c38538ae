"""What is learned: word segmentation over underthesea's CRF model, weights of clues, and transformer taggers with their training."""
