"""The pages that ours is compared with: plain Streamlit, everything hard-coded."""
