"""Where sites should stand: exact models, each answer with its bound and its proof."""
