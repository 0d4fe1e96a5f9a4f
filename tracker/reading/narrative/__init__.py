"""What the running text offers: findings, strengths and reported actions."""
