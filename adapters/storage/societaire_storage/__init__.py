"""Files: durable storage on local disk, in memory or on S3, through fsspec."""
