# compilation
