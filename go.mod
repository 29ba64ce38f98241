module github.com/oodkit/oodkit

go 1.26
