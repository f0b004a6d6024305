"""Panorama."""
import streamlit as st
st.title("Panorama")
