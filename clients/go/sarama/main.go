// Command sarama plays jobs with Sarama.
package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/IBM/sarama"

	"kspec/clients/play"
)

func main() {
	play.Main(play.Adapter{
		Library:  "sarama",
		Module:   "github.com/IBM/sarama",
		Admin:    newAdmin,
		Producer: newProducer,
		Member:   newMember,
		Reader:   newReader,
		Login:    login,
		Jobs: map[string]func(*play.Site){
			"delete-offsets":      deleteOffsets,
			"remove-members":      removeMembers,
			"log-dirs":            logDirs,
			"update-features":     updateFeatures,
			"elect-leaders":       electLeaders,
			"reassign-partitions": reassign,
		},
	})
}

func configuration() *sarama.Config {
	config := sarama.NewConfig()
	config.Version = version(config.Version)
	config.Metadata.Retry.Backoff = 100 * time.Millisecond
	config.Consumer.Return.Errors = true
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	config.Consumer.Offsets.AutoCommit.Enable = false
	config.Consumer.MaxWaitTime = 100 * time.Millisecond
	config.Consumer.Group.Heartbeat.Interval = 300 * time.Millisecond
	config.Producer.Return.Successes = true
	config.Producer.Partitioner = sarama.NewManualPartitioner
	return config
}

// version is the highest one, or what KSPEC_SARAMA_VERSION says: a version such as 0.10.2.0, or the library's default.
func version(standard sarama.KafkaVersion) sarama.KafkaVersion {
	switch wanted := os.Getenv("KSPEC_SARAMA_VERSION"); wanted {
	case "":
		return sarama.MaxVersion
	case "default":
		return standard
	default:
		return play.Got(sarama.ParseKafkaVersion(wanted))
	}
}

type admin struct {
	sarama.ClusterAdmin
	client sarama.Client
}

func newAdmin(bootstrap string) (play.Admin, error) {
	client, err := sarama.NewClient([]string{bootstrap}, configuration())
	if err != nil {
		return nil, err
	}
	cluster, err := sarama.NewClusterAdminFromClient(client)
	return admin{cluster, client}, err
}

func (a admin) Brokers() ([]int32, int32, error) {
	brokers, controller, err := a.DescribeCluster()
	var ids []int32
	for _, broker := range brokers {
		ids = append(ids, broker.ID())
	}
	return ids, controller, err
}

func (a admin) Topics() ([]string, error) {
	topics, err := a.ListTopics()
	return slices.Collect(maps.Keys(topics)), err
}

func (a admin) Partitions(topic string) (int, error) {
	described, err := a.DescribeTopics([]string{topic})
	if err != nil {
		return 0, err
	}
	if described[0].Err != sarama.ErrNoError {
		return 0, described[0].Err
	}
	count := 0
	for _, partition := range described[0].Partitions {
		if partition.Leader >= 0 {
			count++
		}
	}
	return count, nil
}

func (a admin) CreateTopic(topic string, partitions int) error {
	return a.ClusterAdmin.CreateTopic(topic, &sarama.TopicDetail{NumPartitions: int32(partitions), ReplicationFactor: 1}, false)
}

func (a admin) AddPartitions(topic string, count int) error {
	return a.CreatePartitions(topic, int32(count), nil, false)
}

func (a admin) DeleteRecords(topic string, partition int32, offset int64) error {
	return a.ClusterAdmin.DeleteRecords(topic, map[int32]int64{partition: offset})
}

func (a admin) Groups() ([]string, error) {
	groups, err := a.ListConsumerGroups()
	return slices.Collect(maps.Keys(groups)), err
}

func (a admin) Members(group string) (int, error) {
	groups, err := a.DescribeConsumerGroups([]string{group})
	if err != nil {
		return 0, err
	}
	return len(groups[0].Members), nil
}

func (a admin) DeleteGroup(group string) error { return a.DeleteConsumerGroup(group) }

func (a admin) Offset(group, topic string, partition int32) (int64, error) {
	offsets, err := a.ListConsumerGroupOffsets(group, map[string][]int32{topic: {partition}})
	if err != nil {
		return 0, err
	}
	return offsets.GetBlock(topic, partition).Offset, nil
}

func (a admin) SetOffset(group, topic string, partition int32, offset int64) error {
	offsets, err := sarama.NewOffsetManagerFromClient(group, a.client)
	if err != nil {
		return err
	}
	manager, err := offsets.ManagePartition(topic, partition)
	if err != nil {
		return err
	}
	manager.MarkOffset(offset, "")
	offsets.Commit()
	manager.AsyncClose()
	return offsets.Close()
}

func (a admin) config(kind sarama.ConfigResourceType, name, key string) (string, error) {
	entries, err := a.DescribeConfig(sarama.ConfigResource{Type: kind, Name: name})
	for _, entry := range entries {
		if entry.Name == key {
			return entry.Value, err
		}
	}
	return "", errors.Join(err, errors.New("no "+key))
}

func (a admin) TopicConfig(topic, key string) (string, error) {
	return a.config(sarama.TopicResource, topic, key)
}

func (a admin) BrokerConfig(broker int32, key string) (string, error) {
	return a.config(sarama.BrokerResource, strconv.Itoa(int(broker)), key)
}

func (a admin) set(kind sarama.ConfigResourceType, name, key, value string) error {
	entry := sarama.IncrementalAlterConfigsEntry{Operation: sarama.IncrementalAlterConfigsOperationSet, Value: &value}
	return a.IncrementalAlterConfig(kind, name, map[string]sarama.IncrementalAlterConfigsEntry{key: entry}, false)
}

func (a admin) SetTopicConfig(topic, key, value string) error {
	return a.set(sarama.TopicResource, topic, key, value)
}

func (a admin) SetBrokerConfig(broker int32, key, value string) error {
	return a.set(sarama.BrokerResource, strconv.Itoa(int(broker)), key, value)
}

func (a admin) ListOffset(topic string, partition int32, at int64) (int64, error) {
	return a.client.GetOffset(topic, partition, at)
}

func (a admin) Close() { a.ClusterAdmin.Close() }

type producer struct{ sarama.SyncProducer }

func newProducer(bootstrap string, settings play.Settings) (play.Producer, error) {
	config := configuration()
	config.Producer.RequiredAcks = map[string]sarama.RequiredAcks{
		"": sarama.WaitForAll, "0": sarama.NoResponse, "1": sarama.WaitForLocal, "all": sarama.WaitForAll,
	}[settings.Acks]
	config.Producer.Compression = map[string]sarama.CompressionCodec{
		"": sarama.CompressionNone, "gzip": sarama.CompressionGZIP, "snappy": sarama.CompressionSnappy,
		"lz4": sarama.CompressionLZ4, "zstd": sarama.CompressionZSTD,
	}[settings.Codec]
	if settings.Idempotent || settings.TransactionalID != "" {
		config.Producer.Idempotent = true
		config.Net.MaxOpenRequests = 1
	}
	config.Producer.Transaction.ID = settings.TransactionalID
	config.Producer.Transaction.Timeout = 30 * time.Second
	client, err := sarama.NewSyncProducer([]string{bootstrap}, config)
	return producer{client}, err
}

func (p producer) Send(topic string, records []play.Record) error {
	var all []*sarama.ProducerMessage
	for _, each := range records {
		all = append(all, &sarama.ProducerMessage{
			Topic: topic, Partition: each.Partition, Timestamp: each.Time,
			Key: sarama.StringEncoder("k"), Value: sarama.StringEncoder(each.Value),
		})
	}
	return p.SendMessages(all)
}

func (p producer) Begin() error  { return p.BeginTxn() }
func (p producer) Commit() error { return p.CommitTxn() }
func (p producer) Abort() error  { return p.AbortTxn() }

func (p producer) SendOffsets(c play.Consumer, topic string, partition int32, offset int64) error {
	offsets := map[string][]*sarama.PartitionOffsetMetadata{topic: {{Partition: partition, Offset: offset}}}
	return p.AddOffsetsToTxn(offsets, c.(*member).group)
}

func (p producer) Close() { p.SyncProducer.Close() }

// member is the handler of a session, too.
type member struct {
	client  sarama.ConsumerGroup
	group   string
	end     context.CancelFunc
	done    chan struct{}
	once    sync.Once
	values  chan *sarama.ConsumerMessage
	mutex   sync.Mutex
	session sarama.ConsumerGroupSession
	owned   map[int32]bool
	revoked int
}

func newMember(bootstrap, topic string, settings play.Settings) (play.Consumer, error) {
	config := configuration()
	config.Consumer.Group.Rebalance.GroupStrategies = []sarama.BalanceStrategy{sarama.NewBalanceStrategyRange()}
	config.Consumer.Group.InstanceId = settings.InstanceID
	if settings.Committed {
		config.Consumer.IsolationLevel = sarama.ReadCommitted
	}
	client, err := sarama.NewConsumerGroup([]string{bootstrap}, settings.Group, config)
	if err != nil {
		return nil, err
	}
	ctx, end := context.WithCancel(context.Background())
	m := &member{
		client: client, group: settings.Group, end: end, done: make(chan struct{}),
		values: make(chan *sarama.ConsumerMessage, 1000), owned: map[int32]bool{},
	}
	go func() {
		for range client.Errors() {
		}
	}()
	go func() {
		defer close(m.done)
		for ctx.Err() == nil {
			client.Consume(ctx, []string{topic}, m)
		}
	}()
	return m, nil
}

func (m *member) Setup(session sarama.ConsumerGroupSession) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.session = session
	for _, partitions := range session.Claims() {
		for _, partition := range partitions {
			m.owned[partition] = true
		}
	}
	return nil
}

func (m *member) Cleanup(sarama.ConsumerGroupSession) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.revoked += len(m.owned)
	clear(m.owned)
	m.session = nil
	return nil
}

func (m *member) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case message, ok := <-claim.Messages():
			if !ok {
				return nil
			}
			session.MarkMessage(message, "")
			m.values <- message
		case <-session.Context().Done():
			return nil
		}
	}
}

func (m *member) Poll() ([]string, error) {
	var read []string
	for timeout := time.After(100 * time.Millisecond); ; {
		select {
		case message := <-m.values:
			read = append(read, string(message.Value))
		case <-timeout:
			return read, nil
		}
	}
}

func (m *member) Assignment() []int32 {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Collect(maps.Keys(m.owned))
}

func (m *member) Revoked() int {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.revoked
}

func (m *member) current() sarama.ConsumerGroupSession {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.session
}

func (m *member) CommitAll() error {
	if session := m.current(); session != nil {
		session.Commit()
	}
	return nil
}

func (m *member) Commit(topic string, partition int32, offset int64) error {
	session := m.current()
	if session == nil {
		return errors.New("no session")
	}
	session.ResetOffset(topic, partition, offset, "")
	session.Commit()
	return nil
}

func (m *member) Close() {
	m.once.Do(func() {
		m.end()
		<-m.done
		m.client.Close()
	})
}

type reader struct {
	client sarama.Consumer
	values chan string
}

func newReader(bootstrap, topic string, partitions []int32, offset int64, settings play.Settings) (play.Consumer, error) {
	config := configuration()
	if settings.Committed {
		config.Consumer.IsolationLevel = sarama.ReadCommitted
	}
	client, err := sarama.NewConsumer([]string{bootstrap}, config)
	if err != nil {
		return nil, err
	}
	r := &reader{client, make(chan string, 1000)}
	for _, partition := range partitions {
		if offset == 0 {
			offset = sarama.OffsetOldest
		}
		consumed, err := client.ConsumePartition(topic, partition, offset)
		if err != nil {
			return nil, err
		}
		go func() {
			for message := range consumed.Messages() {
				r.values <- string(message.Value)
			}
		}()
		go func() {
			for range consumed.Errors() {
			}
		}()
	}
	return r, nil
}

func (r *reader) Poll() ([]string, error) {
	var read []string
	for timeout := time.After(200 * time.Millisecond); ; {
		select {
		case value := <-r.values:
			read = append(read, value)
		case <-timeout:
			return read, nil
		}
	}
}

func (r *reader) Assignment() []int32               { return nil }
func (r *reader) Revoked() int                      { return 0 }
func (r *reader) CommitAll() error                  { return nil }
func (r *reader) Commit(string, int32, int64) error { return errors.ErrUnsupported }
func (r *reader) Close()                            { r.client.Close() }

func deleteOffsets(s *play.Site) {
	s.Topic(2)
	client := s.Admin().(admin)
	play.Must(client.SetOffset(s.Name, s.Name, 0, 3))
	play.Must(client.SetOffset(s.Name, s.Name, 1, 4))
	play.Must(client.DeleteConsumerGroupOffset(s.Name, s.Name, 0))
	play.Check("first offset", -1, play.Got(client.Offset(s.Name, s.Name, 0)))
	play.Check("second offset", 4, play.Got(client.Offset(s.Name, s.Name, 1)))
}

func removeMembers(s *play.Site) {
	s.Topic(2)
	member := play.Got(newMember(s.Bootstrap, s.Name, play.Settings{Group: s.Name, InstanceID: "it"}))
	s.OnClose(member.Close)
	play.Wait("a partition", func() bool { return len(member.Assignment()) == 2 })
	client := s.Admin().(admin)
	answer := play.Got(client.RemoveMemberFromConsumerGroup(s.Name, []string{"it"}))
	play.Check("error", sarama.ErrNoError, answer.Err)
	play.Check("error of the member", sarama.ErrNoError, answer.Members[0].Err)
}

func logDirs(s *play.Site) {
	s.Topic(1)
	play.Must(s.Producer(play.Settings{}).Send(s.Name, play.Records(0, 10, 1)))
	client := s.Admin().(admin)
	ids, _, err := client.Brokers()
	play.Must(err)
	for _, directories := range play.Got(client.DescribeLogDirs(ids)) {
		for _, directory := range directories {
			for _, topic := range directory.Topics {
				if topic.Topic == s.Name {
					play.Check("the log has more than 100 bytes", true, topic.Partitions[0].Size > 100)
					return
				}
			}
		}
	}
	play.Fail("expected a log of %s", s.Name)
}

func updateFeatures(s *play.Site) {
	tooHigh := sarama.FeatureUpdate{Feature: "group.version", MaxVersionLevel: 99}
	_, err := s.Admin().(admin).UpdateFeatures([]sarama.FeatureUpdate{tooHigh})
	play.Check("level is refused", true, errors.Is(err, sarama.ErrInvalidUpdateVersion))
}

func electLeaders(s *play.Site) {
	s.Topic(1)
	answers, err := s.Admin().(admin).ElectLeaders(sarama.PreferredElection, map[string][]int32{s.Name: {0}})
	play.Must(err)
	play.Check("error", sarama.ErrElectionNotNeeded, answers[s.Name][0].ErrorCode)
}

func reassign(s *play.Site) {
	s.Topic(1)
	client := s.Admin().(admin)
	ids, _, err := client.Brokers()
	play.Must(err)
	play.Must(client.AlterPartitionReassignments(s.Name, [][]int32{ids[:1]}))
	play.Wait("no reassignment", func() bool {
		return len(play.Got(client.ListPartitionReassignments(s.Name, []int32{0}))) == 0
	})
}
