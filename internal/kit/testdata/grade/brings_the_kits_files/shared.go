package stack

const Start = 100
