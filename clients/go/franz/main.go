// Command franz plays jobs with franz-go.
package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"kspec/clients/play"
)

var background = context.Background()

func main() {
	play.Main(play.Adapter{
		Library:  "franz-go",
		Module:   "github.com/twmb/franz-go",
		Admin:    newAdmin,
		Producer: newProducer,
		Member:   newMember,
		Reader:   newReader,
		Login:    login,
		Jobs: map[string]func(*play.Site){
			"transaction-offsets":   transactionOffsets,
			"delete-offsets":        deleteOffsets,
			"remove-members":        removeMembers,
			"list-config-resources": listConfigResources,
			"describe-transactions": describeTransactions,
			"describe-producers":    describeProducers,
			"abort-transaction":     abortTransaction,
			"log-dirs":              logDirs,
			"alter-log-dirs":        alterLogDirs,
			"update-features":       updateFeatures,
			"elect-leaders":         electLeaders,
			"reassign-partitions":   reassign,
			"delegation-tokens":     delegationTokens,
			"share-group":           shareGroup,
		},
	})
}

// deadline is a context for one call.
func deadline() context.Context {
	ctx, cancel := context.WithTimeout(background, 20*time.Second)
	time.AfterFunc(20*time.Second, cancel)
	return ctx
}

type admin struct{ *kadm.Client }

func newAdmin(bootstrap string) (play.Admin, error) {
	client, err := kgo.NewClient(kgo.SeedBrokers(bootstrap), kgo.MetadataMinAge(100*time.Millisecond))
	return admin{kadm.NewClient(client)}, err
}

func (a admin) Brokers() ([]int32, int32, error) {
	metadata, err := a.BrokerMetadata(deadline())
	return metadata.Brokers.NodeIDs(), metadata.Controller, err
}

func (a admin) Topics() ([]string, error) {
	topics, err := a.ListTopics(deadline())
	return topics.Names(), err
}

func (a admin) Partitions(topic string) (int, error) {
	topics, err := a.ListTopics(deadline(), topic)
	if err != nil {
		return 0, err
	}
	count := 0
	for _, partition := range topics[topic].Partitions {
		if partition.Leader >= 0 {
			count++
		}
	}
	return count, topics[topic].Err
}

func (a admin) CreateTopic(topic string, partitions int) error {
	_, err := a.Client.CreateTopic(deadline(), int32(partitions), 1, nil, topic)
	return err
}

func (a admin) DeleteTopic(topic string) error {
	_, err := a.Client.DeleteTopic(deadline(), topic)
	return err
}

func (a admin) AddPartitions(topic string, count int) error {
	answers, err := a.UpdatePartitions(deadline(), count, topic)
	return errors.Join(err, answers.Error())
}

func (a admin) DeleteRecords(topic string, partition int32, offset int64) error {
	var offsets kadm.Offsets
	offsets.AddOffset(topic, partition, offset, -1)
	answers, err := a.Client.DeleteRecords(deadline(), offsets)
	return errors.Join(err, answers.Error())
}

func (a admin) Groups() ([]string, error) {
	groups, err := a.ListGroups(deadline())
	return groups.Groups(), err
}

func (a admin) Members(group string) (int, error) {
	groups, err := a.DescribeGroups(deadline(), group)
	return len(groups[group].Members), errors.Join(err, groups[group].Err)
}

func (a admin) DeleteGroup(group string) error {
	_, err := a.Client.DeleteGroup(deadline(), group)
	return err
}

func (a admin) Offset(group, topic string, partition int32) (int64, error) {
	offsets, err := a.FetchOffsets(deadline(), group)
	offset, _ := offsets.Lookup(topic, partition)
	return offset.At, errors.Join(err, offset.Err)
}

func (a admin) SetOffset(group, topic string, partition int32, offset int64) error {
	var offsets kadm.Offsets
	offsets.AddOffset(topic, partition, offset, -1)
	return a.CommitAllOffsets(deadline(), group, offsets)
}

func value(configs kadm.ResourceConfigs, err error, name, key string) (string, error) {
	if err != nil {
		return "", err
	}
	config, err := configs.On(name, nil)
	if err != nil {
		return "", err
	}
	for _, each := range config.Configs {
		if each.Key == key {
			return each.MaybeValue(), config.Err
		}
	}
	return "", errors.Join(config.Err, errors.New("no "+key))
}

func (a admin) TopicConfig(topic, key string) (string, error) {
	configs, err := a.DescribeTopicConfigs(deadline(), topic)
	return value(configs, err, topic, key)
}

func (a admin) BrokerConfig(broker int32, key string) (string, error) {
	configs, err := a.DescribeBrokerConfigs(deadline(), broker)
	if err != nil || len(configs) == 0 {
		return "", errors.Join(err, errors.New("no configurations"))
	}
	return value(configs, err, configs[0].Name, key)
}

func altered(answers kadm.AlterConfigsResponses, err error) error {
	for _, each := range answers {
		err = errors.Join(err, each.Err)
	}
	return err
}

func (a admin) SetTopicConfig(topic, key, text string) error {
	return altered(a.AlterTopicConfigs(deadline(), []kadm.AlterConfig{{Op: kadm.SetConfig, Name: key, Value: &text}}, topic))
}

func (a admin) SetBrokerConfig(broker int32, key, text string) error {
	return altered(a.AlterBrokerConfigs(deadline(), []kadm.AlterConfig{{Op: kadm.SetConfig, Name: key, Value: &text}}, broker))
}

func (a admin) ListOffset(topic string, partition int32, at int64) (int64, error) {
	list := func() (kadm.ListedOffsets, error) { return a.ListOffsetsAfterMilli(deadline(), at, topic) }
	switch at {
	case -1:
		list = func() (kadm.ListedOffsets, error) { return a.ListEndOffsets(deadline(), topic) }
	case -2:
		list = func() (kadm.ListedOffsets, error) { return a.ListStartOffsets(deadline(), topic) }
	}
	offsets, err := list()
	offset, _ := offsets.Lookup(topic, partition)
	return offset.Offset, errors.Join(err, offset.Err)
}

type producer struct {
	client        *kgo.Client
	transactional bool
}

func newProducer(bootstrap string, settings play.Settings) (play.Producer, error) {
	options := []kgo.Opt{
		kgo.SeedBrokers(bootstrap),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.MetadataMinAge(100 * time.Millisecond),
	}
	switch settings.Acks {
	case "0":
		options = append(options, kgo.RequiredAcks(kgo.NoAck()), kgo.DisableIdempotentWrite())
	case "1":
		options = append(options, kgo.RequiredAcks(kgo.LeaderAck()), kgo.DisableIdempotentWrite())
	case "all":
		options = append(options, kgo.RequiredAcks(kgo.AllISRAcks()), kgo.DisableIdempotentWrite())
	}
	codecs := map[string]kgo.CompressionCodec{
		"":       kgo.NoCompression(),
		"gzip":   kgo.GzipCompression(),
		"snappy": kgo.SnappyCompression(),
		"lz4":    kgo.Lz4Compression(),
		"zstd":   kgo.ZstdCompression(),
	}
	options = append(options, kgo.ProducerBatchCompression(codecs[settings.Codec]))
	if settings.TransactionalID != "" {
		options = append(options, kgo.TransactionalID(settings.TransactionalID), kgo.TransactionTimeout(30*time.Second))
	}
	client, err := kgo.NewClient(options...)
	return &producer{client, settings.TransactionalID != ""}, err
}

func (p *producer) Send(topic string, records []play.Record) error {
	var all []*kgo.Record
	for _, each := range records {
		all = append(all, &kgo.Record{
			Topic: topic, Partition: each.Partition, Key: []byte("k"), Value: []byte(each.Value), Timestamp: each.Time,
		})
	}
	return p.client.ProduceSync(deadline(), all...).FirstErr()
}

func (p *producer) Begin() error  { return p.client.BeginTransaction() }
func (p *producer) Commit() error { return p.client.EndTransaction(deadline(), kgo.TryCommit) }
func (p *producer) Abort() error  { return p.client.EndTransaction(deadline(), kgo.TryAbort) }

func (p *producer) SendOffsets(play.Consumer, string, int32, int64) error {
	return errors.ErrUnsupported
}

func (p *producer) Close() {
	// Closing a transactional client ends its transaction, which fails for one that was fenced.
	p.client.CloseAllowingRebalance()
}

type consumer struct {
	client *kgo.Client
	mutex  sync.Mutex
	owned  map[int32]bool
	lost   atomic.Int32
}

func newMember(bootstrap, topic string, settings play.Settings) (play.Consumer, error) {
	c := &consumer{owned: map[int32]bool{}}
	balancer := kgo.RangeBalancer()
	if settings.Strategy == "cooperative-sticky" {
		balancer = kgo.CooperativeStickyBalancer()
	}
	removed := func(_ context.Context, _ *kgo.Client, partitions map[string][]int32) {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		for _, partition := range partitions[topic] {
			delete(c.owned, partition)
			c.lost.Add(1)
		}
	}
	options := []kgo.Opt{
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumerGroup(settings.Group),
		kgo.ConsumeTopics(topic),
		kgo.Balancers(balancer),
		kgo.DisableAutoCommit(),
		kgo.HeartbeatInterval(300 * time.Millisecond),
		kgo.SessionTimeout(10 * time.Second),
		kgo.FetchMaxWait(200 * time.Millisecond),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.OnPartitionsRevoked(removed),
		kgo.OnPartitionsLost(removed),
		kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, partitions map[string][]int32) {
			c.mutex.Lock()
			defer c.mutex.Unlock()
			for _, partition := range partitions[topic] {
				c.owned[partition] = true
			}
		}),
	}
	if settings.ServerSide || os.Getenv("KSPEC_GROUP_PROTOCOL") == "consumer" {
		options = append(options, kgo.ServerSideBalancer())
	}
	if settings.InstanceID != "" {
		options = append(options, kgo.InstanceID(settings.InstanceID))
	}
	if settings.Committed {
		options = append(options, kgo.FetchIsolationLevel(kgo.ReadCommitted()))
	}
	client, err := kgo.NewClient(options...)
	c.client = client
	return c, err
}

func newReader(bootstrap, topic string, partitions []int32, offset int64, settings play.Settings) (play.Consumer, error) {
	wanted := map[int32]kgo.Offset{}
	for _, partition := range partitions {
		wanted[partition] = kgo.NewOffset().At(offset)
	}
	options := []kgo.Opt{
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{topic: wanted}),
		kgo.FetchMaxWait(200 * time.Millisecond),
	}
	if settings.Committed {
		options = append(options, kgo.FetchIsolationLevel(kgo.ReadCommitted()))
	}
	client, err := kgo.NewClient(options...)
	return &consumer{client: client}, err
}

// records are those that come within 200 ms.
func (c *consumer) records() []*kgo.Record {
	ctx, cancel := context.WithTimeout(background, 200*time.Millisecond)
	defer cancel()
	return c.client.PollFetches(ctx).Records()
}

func (c *consumer) Poll() ([]string, error) {
	ctx, cancel := context.WithTimeout(background, 200*time.Millisecond)
	defer cancel()
	fetches := c.client.PollFetches(ctx)
	var read []string
	fetches.EachRecord(func(record *kgo.Record) { read = append(read, string(record.Value)) })
	if err := fetches.Err(); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return read, err
	}
	return read, nil
}

func (c *consumer) Assignment() []int32 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.Collect(maps.Keys(c.owned))
}

func (c *consumer) Revoked() int     { return int(c.lost.Load()) }
func (c *consumer) CommitAll() error { return c.client.CommitUncommittedOffsets(deadline()) }

func (c *consumer) Commit(topic string, partition int32, offset int64) error {
	return c.client.CommitRecords(deadline(), &kgo.Record{Topic: topic, Partition: partition, Offset: offset - 1, LeaderEpoch: -1})
}

func (c *consumer) Close() { c.client.Close() }

func kadmOf(s *play.Site) *kadm.Client { return s.Admin().(admin).Client }

func only(s *play.Site) kadm.TopicsSet {
	var set kadm.TopicsSet
	set.Add(s.Name, 0)
	return set
}

func deleteOffsets(s *play.Site) {
	s.Topic(2)
	client := s.Admin().(admin)
	play.Must(client.SetOffset(s.Name, s.Name, 0, 3))
	play.Must(client.SetOffset(s.Name, s.Name, 1, 4))
	answers := play.Got(client.DeleteOffsets(deadline(), s.Name, only(s)))
	play.Must(answers.Error())
	left := play.Got(client.FetchOffsets(deadline(), s.Name))
	_, first := left.Lookup(s.Name, 0)
	_, second := left.Lookup(s.Name, 1)
	play.Check("only the second offset is left", true, !first && second)
}

func removeMembers(s *play.Site) {
	s.Topic(2)
	member := play.Got(newMember(s.Bootstrap, s.Name, play.Settings{Group: s.Name, InstanceID: "it"}))
	s.OnClose(member.Close)
	play.Wait("a partition", func() bool {
		member.Poll()
		return len(member.Assignment()) == 2
	})
	client := s.Admin().(admin)
	answers := play.Got(client.LeaveGroup(deadline(), kadm.LeaveGroup(s.Name).InstanceIDs("it")))
	play.Must(answers.Error())
	play.Check("members", 0, play.Got(client.Members(s.Name)))
}

func begun(s *play.Site) play.Producer {
	s.Topic(1)
	producer := s.Producer(play.Settings{TransactionalID: s.Name})
	play.Must(producer.Begin())
	play.Must(producer.Send(s.Name, play.Records(0, 5, 1)))
	return producer
}

func describeTransactions(s *play.Site) {
	producer := begun(s)
	client := kadmOf(s)
	described := play.Got(client.DescribeTransactions(deadline(), s.Name))
	play.Check("state", "Ongoing", described[s.Name].State)
	listed := play.Got(client.ListTransactions(deadline(), nil, nil))
	play.Check("transaction is listed", true, slices.Contains(listed.TransactionalIDs(), s.Name))
	play.Must(producer.Commit())
	play.Wait("a complete commit", func() bool {
		return play.Got(client.DescribeTransactions(deadline(), s.Name))[s.Name].State == "CompleteCommit"
	})
}

// transactionOffsets commits offsets in a transaction as franz-go's users do: with a session that also consumes.
func transactionOffsets(s *play.Site) {
	s.Topic(1)
	client := s.Admin().(admin)
	sink := s.Name + "-to"
	play.Must(client.CreateTopic(sink, 1))
	play.Must(s.Producer(play.Settings{}).Send(s.Name, play.Records(0, 10, 1)))
	session := play.Got(kgo.NewGroupTransactSession(
		kgo.SeedBrokers(s.Bootstrap),
		kgo.TransactionalID(s.Name),
		kgo.ConsumerGroup(s.Name),
		kgo.ConsumeTopics(s.Name),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.HeartbeatInterval(300*time.Millisecond),
		kgo.RequireStableFetchOffsets(),
	))
	s.OnClose(session.Close)
	copied := func(count int, end kgo.TransactionEndTry) {
		records := session.PollRecords(deadline(), count).Records()
		play.Check("records", count, len(records))
		play.Must(session.Begin())
		for _, each := range records {
			session.Produce(background, &kgo.Record{Topic: sink, Value: each.Value}, nil)
		}
		committed := play.Got(session.End(deadline(), end))
		play.Check("transaction is committed", bool(end), committed)
	}
	copied(4, kgo.TryCommit)
	play.Wait("committed offset 4", func() bool { return play.Got(client.Offset(s.Name, s.Name, 0)) == 4 })
	copied(6, kgo.TryAbort)
	play.Check("offset after the abort", 4, play.Got(client.Offset(s.Name, s.Name, 0)))
	read := s.Read(sink, 1, 4, 0, true)
	play.Check("committed records", 4, len(read))
}

func producerOf(s *play.Site) kadm.DescribedProducer {
	described := play.Got(kadmOf(s).DescribeProducers(deadline(), only(s)))
	all := described.SortedProducers()
	play.Check("producers", 1, len(all))
	return all[0]
}

func describeProducers(s *play.Site) {
	producer := begun(s)
	play.Check("last sequence", 4, producerOf(s).LastSequence)
	play.Must(producer.Abort())
}

func abortTransaction(s *play.Site) {
	begun(s)
	state := producerOf(s)
	answers := play.Got(kadmOf(s).WriteTxnMarkers(deadline(), kadm.TxnMarkers{
		ProducerID: state.ProducerID, ProducerEpoch: state.ProducerEpoch, CoordinatorEpoch: state.CoordinatorEpoch, Topics: only(s),
	}))
	for _, each := range answers.SortedPartitions() {
		play.Must(each.Err)
	}
	play.Must(s.Producer(play.Settings{}).Send(s.Name, play.Records(5, 1, 1)))
	read := s.Read(s.Name, 1, 1, 0, true)
	play.Check("committed records", play.Value(5), read[0])
}

func directoryOf(s *play.Site) kadm.DescribedLogDirPartition {
	all := play.Got(kadmOf(s).DescribeAllLogDirs(deadline(), only(s)))
	for _, directories := range all {
		if found, ok := directories.Lookup(directories.Sorted()[0].Dir, s.Name, 0); ok {
			return found
		}
	}
	play.Fail("expected a log of %s, found %v", s.Name, all)
	panic("unreachable")
}

func logDirs(s *play.Site) {
	s.Topic(1)
	play.Must(s.Producer(play.Settings{}).Send(s.Name, play.Records(0, 10, 1)))
	play.Check("the log has more than 1000 bytes", true, directoryOf(s).Size > 1000)
}

func alterLogDirs(s *play.Site) {
	s.Topic(1)
	var request kadm.AlterReplicaLogDirsReq
	request.Add(directoryOf(s).Dir, only(s))
	for _, broker := range play.Got(kadmOf(s).AlterAllReplicaLogDirs(deadline(), request)) {
		for _, each := range broker.Sorted() {
			play.Must(each.Err)
		}
	}
}

func listConfigResources(s *play.Site) {
	s.Topic(1)
	listed := play.Got(kadmOf(s).ListConfigResources(deadline(), kadm.ConfigResourceTopic))
	play.Must(listed.Err)
	play.Check("topic is listed", true, slices.Contains(listed.Names(), s.Name))
}

func updateFeatures(s *play.Site) {
	tooHigh := kadm.FeatureUpdate{Feature: "group.version", MaxVersionLevel: 99, UpgradeType: 1}
	err := play.Got(kadmOf(s).UpdateFeatures(deadline(), true, tooHigh)).Error()
	play.Check("level is refused", true, errors.Is(err, kerr.InvalidUpdateVersion))
}

func electLeaders(s *play.Site) {
	s.Topic(1)
	answers := play.Got(kadmOf(s).ElectLeaders(deadline(), kadm.ElectPreferredReplica, only(s)))
	err := answers[s.Name][0].Err
	play.Check("election is not needed", true, errors.Is(err, kerr.ElectionNotNeeded))
}

func reassign(s *play.Site) {
	s.Topic(1)
	client := kadmOf(s)
	ids, _, err := s.Admin().Brokers()
	play.Must(err)
	var request kadm.AlterPartitionAssignmentsReq
	request.Assign(s.Name, 0, ids[:1])
	play.Must(play.Got(client.AlterPartitionAssignments(deadline(), request)).Error())
	play.Wait("no reassignment", func() bool {
		return len(play.Got(client.ListPartitionReassignments(deadline(), only(s)))) == 0
	})
}
