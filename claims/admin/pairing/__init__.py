"""The linking desk: two claims that may conflict, agree or be one, side by side, and what somebody decides on them."""
