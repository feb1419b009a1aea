package main

import (
	"context"
	"errors"
	"net"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"kspec/clients/play"
)

var connections = &kafka.Dialer{ClientID: "conn", Timeout: 10 * time.Second, DualStack: true}

// useConnections lets the jobs that a Conn can do be done through it, which is one connection to one broker.
func useConnections(adapter *play.Adapter) {
	adapter.Producer = newConnProducer
	adapter.Reader = newConnReader
	adapter.Admin = newConnAdmin
	adapter.Jobs = map[string]func(*play.Site){"create-topic": createByConn}
}

func leader(bootstrap, topic string, partition int32) (*kafka.Conn, error) {
	conn, err := connections.DialLeader(deadline(), "tcp", bootstrap, topic, int(partition))
	if err != nil {
		return nil, err
	}
	return conn, conn.SetDeadline(time.Now().Add(20 * time.Second))
}

// connAdmin asks for offsets through a Conn, and for the rest through a Client.
type connAdmin struct {
	play.Admin
	bootstrap string
}

func newConnAdmin(bootstrap string) (play.Admin, error) {
	all, err := newAdmin(bootstrap)
	return connAdmin{all, bootstrap}, err
}

func (a connAdmin) ListOffset(topic string, partition int32, at int64) (int64, error) {
	conn, err := leader(a.bootstrap, topic, partition)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	switch at {
	case kafka.FirstOffset:
		return conn.ReadFirstOffset()
	case kafka.LastOffset:
		return conn.ReadLastOffset()
	}
	return conn.ReadOffset(time.UnixMilli(at))
}

// connProducer has a Conn for each partition.
type connProducer struct {
	bootstrap string
	leaders   map[int32]*kafka.Conn
}

func newConnProducer(bootstrap string, settings play.Settings) (play.Producer, error) {
	return connProducer{bootstrap, map[int32]*kafka.Conn{}}, nil
}

func (p connProducer) Send(topic string, records []play.Record) error {
	partitions := map[int32][]kafka.Message{}
	for _, each := range records {
		message := kafka.Message{Key: []byte("k"), Value: []byte(each.Value), Time: each.Time}
		partitions[each.Partition] = append(partitions[each.Partition], message)
	}
	for partition, messages := range partitions {
		if p.leaders[partition] == nil {
			conn, err := leader(p.bootstrap, topic, partition)
			if err != nil {
				return err
			}
			p.leaders[partition] = conn
		}
		if _, err := p.leaders[partition].WriteMessages(messages...); err != nil {
			return err
		}
	}
	return nil
}

func (p connProducer) Begin() error  { return errors.ErrUnsupported }
func (p connProducer) Commit() error { return errors.ErrUnsupported }
func (p connProducer) Abort() error  { return errors.ErrUnsupported }
func (p connProducer) SendOffsets(play.Consumer, string, int32, int64) error {
	return errors.ErrUnsupported
}

func (p connProducer) Close() {
	for _, conn := range p.leaders {
		conn.Close()
	}
}

// connReader reads each partition through a Conn.
type connReader struct{ leaders []*kafka.Conn }

func newConnReader(bootstrap, topic string, partitions []int32, offset int64, settings play.Settings) (play.Consumer, error) {
	reader := &connReader{}
	for _, partition := range partitions {
		conn, err := leader(bootstrap, topic, partition)
		if err != nil {
			return nil, err
		}
		reader.leaders = append(reader.leaders, conn)
		if _, err := conn.Seek(offset, kafka.SeekAbsolute); err != nil {
			return nil, err
		}
	}
	return reader, nil
}

func (r *connReader) Poll() ([]string, error) {
	var read []string
	for _, conn := range r.leaders {
		batch := conn.ReadBatchWith(kafka.ReadBatchConfig{MinBytes: 1, MaxBytes: 1 << 20, MaxWait: 100 * time.Millisecond})
		for {
			message, err := batch.ReadMessage()
			if err != nil {
				break
			}
			read = append(read, string(message.Value))
		}
		err := batch.Close()
		if err != nil && !errors.Is(err, kafka.RequestTimedOut) && !errors.Is(err, context.DeadlineExceeded) {
			return read, err
		}
	}
	return read, nil
}

func (r *connReader) Assignment() []int32               { return nil }
func (r *connReader) Revoked() int                      { return 0 }
func (r *connReader) CommitAll() error                  { return errors.ErrUnsupported }
func (r *connReader) Commit(string, int32, int64) error { return errors.ErrUnsupported }

func (r *connReader) Close() {
	for _, conn := range r.leaders {
		conn.Close()
	}
}

// createByConn creates a topic through the controller, which a Conn to any broker names.
func createByConn(s *play.Site) {
	conn := play.Got(connections.DialContext(deadline(), "tcp", s.Bootstrap))
	defer conn.Close()
	controller := play.Got(conn.Controller())
	address := net.JoinHostPort(controller.Host, strconv.Itoa(controller.Port))
	creator := play.Got(connections.DialContext(deadline(), "tcp", address))
	defer creator.Close()
	topic := kafka.TopicConfig{Topic: s.Name, NumPartitions: 3, ReplicationFactor: 1}
	play.Must(creator.CreateTopics(topic))
	play.Wait("three partitions", func() bool {
		partitions, err := conn.ReadPartitions(s.Name)
		return err == nil && len(partitions) == 3
	})
	// CreateTopics of a Conn takes a topic that exists for created.
	play.Must(creator.CreateTopics(topic))
}
