// Command kafkago plays jobs with kafka-go.
package main

import (
	"context"
	"errors"
	"os"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"kspec/clients/play"
)

func main() {
	adapter := play.Adapter{
		Library:  "kafka-go",
		Module:   "github.com/segmentio/kafka-go",
		Admin:    newAdmin,
		Producer: newProducer,
		Member:   newMember,
		Reader:   newReader,
		Login:    login,
		Jobs: map[string]func(*play.Site){
			"delete-offsets": deleteOffsets,
			"elect-leaders":  electLeaders,
		},
	}
	if os.Getenv("KSPEC_KAFKA_GO") == "conn" {
		useConnections(&adapter)
	}
	play.Main(adapter)
}

// deadline is a context for one call.
func deadline() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	time.AfterFunc(20*time.Second, cancel)
	return ctx
}

func first(errs map[string]error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

type admin struct {
	client    *kafka.Client
	transport *kafka.Transport
}

func newAdmin(bootstrap string) (play.Admin, error) {
	transport := &kafka.Transport{ClientID: "client", MetadataTTL: 2 * time.Second}
	return admin{&kafka.Client{Addr: kafka.TCP(bootstrap), Transport: transport}, transport}, nil
}

func (a admin) Brokers() ([]int32, int32, error) {
	metadata, err := a.client.Metadata(deadline(), &kafka.MetadataRequest{})
	if err != nil {
		return nil, 0, err
	}
	var ids []int32
	for _, broker := range metadata.Brokers {
		ids = append(ids, int32(broker.ID))
	}
	return ids, int32(metadata.Controller.ID), nil
}

func (a admin) Topics() ([]string, error) {
	metadata, err := a.client.Metadata(deadline(), &kafka.MetadataRequest{})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, topic := range metadata.Topics {
		names = append(names, topic.Name)
	}
	return names, nil
}

func (a admin) Partitions(topic string) (int, error) {
	metadata, err := a.client.Metadata(deadline(), &kafka.MetadataRequest{Topics: []string{topic}})
	if err != nil {
		return 0, err
	}
	count := 0
	for _, partition := range metadata.Topics[0].Partitions {
		if partition.Error == nil {
			count++
		}
	}
	return count, metadata.Topics[0].Error
}

func (a admin) CreateTopic(topic string, partitions int) error {
	answer, err := a.client.CreateTopics(deadline(), &kafka.CreateTopicsRequest{
		Topics: []kafka.TopicConfig{{Topic: topic, NumPartitions: partitions, ReplicationFactor: 1}},
	})
	if err != nil {
		return err
	}
	return first(answer.Errors)
}

func (a admin) DeleteTopic(topic string) error {
	answer, err := a.client.DeleteTopics(deadline(), &kafka.DeleteTopicsRequest{Topics: []string{topic}})
	if err != nil {
		return err
	}
	return first(answer.Errors)
}

func (a admin) AddPartitions(topic string, count int) error {
	answer, err := a.client.CreatePartitions(deadline(), &kafka.CreatePartitionsRequest{
		Topics: []kafka.TopicPartitionsConfig{{Name: topic, Count: int32(count)}},
	})
	if err != nil {
		return err
	}
	return first(answer.Errors)
}

func (a admin) DeleteRecords(string, int32, int64) error { return errors.ErrUnsupported }

func (a admin) Groups() ([]string, error) {
	answer, err := a.client.ListGroups(deadline(), &kafka.ListGroupsRequest{})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, group := range answer.Groups {
		names = append(names, group.GroupID)
	}
	return names, answer.Error
}

func (a admin) Members(group string) (int, error) {
	answer, err := a.client.DescribeGroups(deadline(), &kafka.DescribeGroupsRequest{GroupIDs: []string{group}})
	if err != nil {
		return 0, err
	}
	return len(answer.Groups[0].Members), answer.Groups[0].Error
}

func (a admin) DeleteGroup(group string) error {
	answer, err := a.client.DeleteGroups(deadline(), &kafka.DeleteGroupsRequest{GroupIDs: []string{group}})
	if err != nil {
		return err
	}
	return first(answer.Errors)
}

func (a admin) Offset(group, topic string, partition int32) (int64, error) {
	answer, err := a.client.OffsetFetch(deadline(), &kafka.OffsetFetchRequest{
		GroupID: group, Topics: map[string][]int{topic: {int(partition)}},
	})
	if err != nil {
		return 0, err
	}
	return answer.Topics[topic][0].CommittedOffset, answer.Error
}

func (a admin) SetOffset(group, topic string, partition int32, offset int64) error {
	answer, err := a.client.OffsetCommit(deadline(), &kafka.OffsetCommitRequest{
		GroupID: group, GenerationID: -1,
		Topics: map[string][]kafka.OffsetCommit{topic: {{Partition: int(partition), Offset: offset}}},
	})
	if err != nil {
		return err
	}
	return answer.Topics[topic][0].Error
}

func (a admin) config(kind kafka.ResourceType, name, key string) (string, error) {
	answer, err := a.client.DescribeConfigs(deadline(), &kafka.DescribeConfigsRequest{
		Resources: []kafka.DescribeConfigRequestResource{{ResourceType: kind, ResourceName: name}},
	})
	if err != nil {
		return "", err
	}
	for _, entry := range answer.Resources[0].ConfigEntries {
		if entry.ConfigName == key {
			return entry.ConfigValue, answer.Resources[0].Error
		}
	}
	return "", errors.Join(answer.Resources[0].Error, errors.New("no "+key))
}

func (a admin) TopicConfig(topic, key string) (string, error) {
	return a.config(kafka.ResourceTypeTopic, topic, key)
}

func (a admin) BrokerConfig(broker int32, key string) (string, error) {
	return a.config(kafka.ResourceTypeBroker, strconv.Itoa(int(broker)), key)
}

func (a admin) set(kind kafka.ResourceType, name, key, value string) error {
	answer, err := a.client.IncrementalAlterConfigs(deadline(), &kafka.IncrementalAlterConfigsRequest{
		Resources: []kafka.IncrementalAlterConfigsRequestResource{{
			ResourceType: kind, ResourceName: name,
			Configs: []kafka.IncrementalAlterConfigsRequestConfig{{Name: key, Value: value, ConfigOperation: kafka.ConfigOperationSet}},
		}},
	})
	if err != nil {
		return err
	}
	return answer.Resources[0].Error
}

func (a admin) SetTopicConfig(topic, key, value string) error {
	return a.set(kafka.ResourceTypeTopic, topic, key, value)
}

func (a admin) SetBrokerConfig(broker int32, key, value string) error {
	return a.set(kafka.ResourceTypeBroker, strconv.Itoa(int(broker)), key, value)
}

func (a admin) ListOffset(topic string, partition int32, at int64) (int64, error) {
	request := kafka.OffsetRequest{Partition: int(partition), Timestamp: at}
	answer, err := a.client.ListOffsets(deadline(), &kafka.ListOffsetsRequest{
		Topics: map[string][]kafka.OffsetRequest{topic: {request}},
	})
	if err != nil {
		return 0, err
	}
	found := answer.Topics[topic][0]
	switch at {
	case kafka.FirstOffset:
		return found.FirstOffset, found.Error
	case kafka.LastOffset:
		return found.LastOffset, found.Error
	}
	for offset := range found.Offsets {
		return offset, found.Error
	}
	return -1, found.Error
}

func (a admin) Close() { a.transport.CloseIdleConnections() }

type producer struct{ writer *kafka.Writer }

// byPartition sends each message to the partition that its writer data names.
type byPartition struct{}

func (byPartition) Balance(message kafka.Message, partitions ...int) int {
	return message.WriterData.(int)
}

func newProducer(bootstrap string, settings play.Settings) (play.Producer, error) {
	writer := &kafka.Writer{
		Addr:         kafka.TCP(bootstrap),
		Balancer:     byPartition{},
		BatchTimeout: 10 * time.Millisecond,
		RequiredAcks: map[string]kafka.RequiredAcks{
			"": kafka.RequireAll, "0": kafka.RequireNone, "1": kafka.RequireOne, "all": kafka.RequireAll,
		}[settings.Acks],
		Compression: map[string]kafka.Compression{
			"gzip": kafka.Gzip, "snappy": kafka.Snappy, "lz4": kafka.Lz4, "zstd": kafka.Zstd,
		}[settings.Codec],
		Transport: &kafka.Transport{ClientID: "writer", MetadataTTL: 2 * time.Second},
	}
	return producer{writer}, nil
}

func (p producer) Send(topic string, records []play.Record) error {
	var all []kafka.Message
	for _, each := range records {
		all = append(all, kafka.Message{
			Topic: topic, Key: []byte("k"), Value: []byte(each.Value), Time: each.Time, WriterData: int(each.Partition),
		})
	}
	return p.writer.WriteMessages(deadline(), all...)
}

func (p producer) Begin() error  { return errors.ErrUnsupported }
func (p producer) Commit() error { return errors.ErrUnsupported }
func (p producer) Abort() error  { return errors.ErrUnsupported }
func (p producer) SendOffsets(play.Consumer, string, int32, int64) error {
	return errors.ErrUnsupported
}
func (p producer) Close() { p.writer.Close() }

var dialer = &kafka.Dialer{ClientID: "reader", Timeout: 10 * time.Second, DualStack: true}

// consumer reads through readers: one for a group, or one for each partition.
type consumer struct {
	readers []*kafka.Reader
	last    []kafka.Message
}

func newMember(bootstrap, topic string, settings play.Settings) (play.Consumer, error) {
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers: []string{bootstrap}, Dialer: dialer, GroupID: settings.Group, Topic: topic, MaxWait: 100 * time.Millisecond,
		GroupBalancers: []kafka.GroupBalancer{kafka.RangeGroupBalancer{}}, StartOffset: kafka.FirstOffset,
		HeartbeatInterval: 300 * time.Millisecond, JoinGroupBackoff: 200 * time.Millisecond,
	})
	return &consumer{readers: []*kafka.Reader{reader}}, nil
}

func newReader(bootstrap, topic string, partitions []int32, offset int64, settings play.Settings) (play.Consumer, error) {
	c := &consumer{}
	for _, partition := range partitions {
		level := kafka.ReadUncommitted
		if settings.Committed {
			level = kafka.ReadCommitted
		}
		reader := kafka.NewReader(kafka.ReaderConfig{
			Brokers: []string{bootstrap}, Dialer: dialer, Topic: topic, Partition: int(partition), MaxWait: 100 * time.Millisecond,
			IsolationLevel: level,
		})
		if err := reader.SetOffset(offset); err != nil {
			return nil, err
		}
		c.readers = append(c.readers, reader)
	}
	return c, nil
}

func (c *consumer) Poll() ([]string, error) {
	var read []string
	for _, reader := range c.readers {
		for {
			ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
			message, err := reader.FetchMessage(ctx)
			cancel()
			if errors.Is(err, context.DeadlineExceeded) {
				break
			}
			if err != nil {
				return read, err
			}
			c.last = append(c.last, message)
			read = append(read, string(message.Value))
		}
	}
	return read, nil
}

func (c *consumer) Assignment() []int32 { return nil }
func (c *consumer) Revoked() int        { return 0 }
func (c *consumer) CommitAll() error    { return c.readers[0].CommitMessages(deadline(), c.last...) }

func (c *consumer) Commit(topic string, partition int32, offset int64) error {
	return c.readers[0].CommitMessages(deadline(), kafka.Message{Topic: topic, Partition: int(partition), Offset: offset - 1})
}

func (c *consumer) Close() {
	for _, reader := range c.readers {
		reader.Close()
	}
}

func deleteOffsets(s *play.Site) {
	s.Topic(2)
	client := s.Admin().(admin)
	play.Must(client.SetOffset(s.Name, s.Name, 0, 3))
	play.Must(client.SetOffset(s.Name, s.Name, 1, 4))
	answer := play.Got(client.client.OffsetDelete(deadline(), &kafka.OffsetDeleteRequest{
		GroupID: s.Name, Topics: map[string][]int{s.Name: {0}},
	}))
	play.Must(answer.Error)
	play.Must(answer.Topics[s.Name][0].Error)
	play.Check("first offset", -1, play.Got(client.Offset(s.Name, s.Name, 0)))
	play.Check("second offset", 4, play.Got(client.Offset(s.Name, s.Name, 1)))
}

func electLeaders(s *play.Site) {
	s.Topic(1)
	answer := play.Got(s.Admin().(admin).client.ElectLeaders(deadline(), &kafka.ElectLeadersRequest{
		Topic: s.Name, Partitions: []int{0}, Timeout: 10 * time.Second,
	}))
	play.Must(answer.Error)
	play.Check("election is not needed", true, errors.Is(answer.PartitionResults[0].Error, kafka.ElectionNotNeeded))
}
