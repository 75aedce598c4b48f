"""What happens in the room: presenting, and what people say."""
