"""Made-up reports, always from one seed and always marked as examples."""
