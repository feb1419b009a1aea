//go:build tools

// Package clients keeps the modules whose own tests are run.
package clients

import _ "github.com/twmb/franz-go/pkg/kgo"
