"""The Excel tracker: bytes to records and records to bytes. No database, no Streamlit, no pandas."""
