"""The home page by Django, on the portal's tables: what somebody would write who follows its manual."""
