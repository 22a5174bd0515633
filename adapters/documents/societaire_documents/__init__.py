"""What is in a file: PDFs read and written, images, antivirus."""
