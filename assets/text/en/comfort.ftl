### What makes the window comfortable: its size, its language, presenter mode.

larger = Everything larger
smaller = Everything smaller
calm = Little motion
calm-about = Nothing moves by itself that need not move; the next window begins with a live state that stands still.
presenter = Presenter mode
presenter-about = Large type and strong contrast for the last row, and no panels. Page keys and digits choose presets; D shows the picture beside the plane, L a spot around the pointer, W a clock, Z sets it back, a full stop makes the screen black.
