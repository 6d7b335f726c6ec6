"""Which claims may conflict, agree or be one: found by indexes, judged by rules and a lexicon, decided by editors."""
