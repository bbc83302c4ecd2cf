# cooperation
