"""MiniScenes: pictures drawn by a program, whose truth is known.

A scene is a small record of facts (`scene.py`). Its caption and its picture (`draw.py`) follow
from those facts alone, so what a caption says about a picture can be checked exactly.
"""
