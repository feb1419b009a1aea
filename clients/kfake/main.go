// Command kfake runs franz-go's fake Kafka cluster with one broker on a given port, until it is told to end or the process
// that started it has ended.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
)

func main() {
	port := flag.Int("port", 0, "port of the broker; 0 for a free one")
	flag.Parse()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.Ports(*port))
	if err != nil {
		fmt.Fprintln(os.Stderr, "kfake does not start:", err)
		os.Exit(1)
	}
	defer cluster.Close()
	fmt.Println("ready", cluster.ListenAddrs()[0])

	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM)
	for parent := os.Getppid(); os.Getppid() == parent; {
		select {
		case <-end:
			return
		case <-time.After(time.Second):
		}
	}
}
