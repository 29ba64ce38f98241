module github.com/oodkit/oodkit/internal/kit

go 1.26.0
