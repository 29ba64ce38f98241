package junk
