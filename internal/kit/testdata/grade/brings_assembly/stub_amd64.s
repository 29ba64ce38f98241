TEXT ·Count(SB), 4, $0-32
	RET
