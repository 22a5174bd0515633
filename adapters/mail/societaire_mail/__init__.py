"""Mails: sent by SMTP, or written as .eml files in a folder."""
