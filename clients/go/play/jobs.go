package play

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Value is the value of a numbered record: long enough to be compressed.
func Value(number int) string {
	return fmt.Sprintf("value %d of a job %s", number, strings.Repeat("x", 100))
}

func values(first, count int) []string {
	all := make([]string, count)
	for i := range all {
		all[i] = Value(first + i)
	}
	return all
}

// Records are numbered records, to partitions in turn.
func Records(first, count, partitions int) []Record {
	all := make([]Record, count)
	for i := range all {
		all[i] = Record{Partition: int32((first + i) % partitions), Value: Value(first + i)}
	}
	return all
}

// Admin opens an admin client that is closed when the job ends.
func (s *Site) Admin() Admin {
	admin := Got(s.adapter.Admin(s.Bootstrap))
	s.OnClose(admin.Close)
	return admin
}

// Producer opens a producer that is closed when the job ends.
func (s *Site) Producer(settings Settings) Producer {
	producer := Got(s.adapter.Producer(s.Bootstrap, settings))
	s.OnClose(producer.Close)
	return producer
}

// Topic creates a topic, and waits until it has leaders.
func (s *Site) Topic(partitions int) {
	s.topic(s.Name, partitions)
}

func (s *Site) topic(name string, partitions int) {
	admin := s.Admin()
	Must(admin.CreateTopic(name, partitions))
	Wait("leaders of "+name, func() bool {
		count, err := admin.Partitions(name)
		return err == nil && count == partitions
	})
}

func (s *Site) reader(topic string, partitions int, offset int64, committed bool) *member {
	var all []int32
	for i := range partitions {
		all = append(all, int32(i))
	}
	consumer := Got(s.adapter.Reader(s.Bootstrap, topic, all, offset, Settings{Committed: committed}))
	s.OnClose(consumer.Close)
	return &member{Consumer: consumer}
}

// Read reads a topic from an offset until there are as many records as expected, and once more.
func (s *Site) Read(topic string, partitions, count int, offset int64, committed bool) []string {
	reader := s.reader(topic, partitions, offset, committed)
	reader.until(count)
	reader.poll()
	return reader.values
}

type member struct {
	Consumer
	values []string
}

func (s *Site) join(settings Settings) *member {
	settings.Group = s.Name
	consumer := Got(s.adapter.Member(s.Bootstrap, s.Name, settings))
	s.OnClose(consumer.Close)
	return &member{Consumer: consumer}
}

func (m *member) poll() {
	read := Got(m.Poll())
	m.values = append(m.values, read...)
}

func (m *member) until(count int) {
	Wait(fmt.Sprintf("%d records", count), func() bool {
		m.poll()
		return len(m.values) >= count
	})
}

func until(what string, members []*member, condition func() bool) {
	Wait(what, func() bool {
		for _, each := range members {
			before := len(each.values)
			each.poll()
			if len(each.values) > before {
				Must(each.CommitAll())
			}
		}
		return condition()
	})
}

func checkValues(what string, expected, found []string, sorted bool) {
	if sorted {
		expected, found = slices.Clone(expected), slices.Clone(found)
		slices.Sort(expected)
		slices.Sort(found)
	}
	if !slices.Equal(expected, found) {
		Fail("%s: expected %d from %.12q, found %d: %.200q", what, len(expected), expected[0], len(found), found)
	}
}

// Refused is the failure of a call that must fail.
func Refused(what string, words string, err error) {
	if err == nil {
		Fail("expected %s, but the call succeeded", what)
	}
	for _, word := range strings.Fields(words) {
		if strings.Contains(strings.ToLower(err.Error()), word) {
			return
		}
	}
	Fail("expected %s, found %v", what, err)
}

func produce(settings Settings) func(*Site) {
	return func(s *Site) {
		s.Topic(1)
		producer := s.Producer(settings)
		Must(producer.Send(s.Name, Records(0, 15, 1)))
		Must(producer.Send(s.Name, Records(15, 15, 1)))
		checkValues("records", values(0, 30), s.Read(s.Name, 1, 30, 0, false), false)
	}
}

var jobs = map[string]func(*Site){
	"acls":              acls,
	"scram-credentials": scramCredentials,
	"client-quotas":     clientQuotas,
	"login-plain":       login("PLAIN"),
	"login-scram-256":   login("SCRAM-SHA-256"),
	"login-scram-512":   login("SCRAM-SHA-512"),
	"login-oauthbearer": login("OAUTHBEARER"),
	"login-tls":         login("TLS"),
	"connect": func(s *Site) {
		ids, controller, err := s.Admin().Brokers()
		Must(err)
		Check("controller is a broker", true, slices.Contains(ids, controller))
	},
	"list-topics": func(s *Site) {
		s.Topic(1)
		Check("topic is listed", true, slices.Contains(Got(s.Admin().Topics()), s.Name))
	},
	"create-topic": func(s *Site) {
		s.Topic(3)
		Check("partitions", 3, Got(s.Admin().Partitions(s.Name)))
		Refused("an existing topic", "exist", s.Admin().CreateTopic(s.Name, 3))
	},
	"delete-topic": func(s *Site) {
		s.Topic(2)
		admin := s.Admin()
		Must(admin.DeleteTopic(s.Name))
		Wait("no topic", func() bool { return !slices.Contains(Got(admin.Topics()), s.Name) })
	},
	"add-partitions": func(s *Site) {
		s.Topic(1)
		admin := s.Admin()
		Must(admin.AddPartitions(s.Name, 3))
		Wait("three partitions", func() bool {
			count, err := admin.Partitions(s.Name)
			return err == nil && count == 3
		})
		Must(s.Producer(Settings{}).Send(s.Name, []Record{{Partition: 2, Value: Value(0)}}))
		checkValues("records", values(0, 1), s.Read(s.Name, 3, 1, 0, false), false)
	},
	"delete-records": func(s *Site) {
		s.Topic(1)
		Must(s.Producer(Settings{}).Send(s.Name, Records(0, 10, 1)))
		Must(s.Admin().DeleteRecords(s.Name, 0, 6))
		checkValues("records that are left", values(6, 4), s.Read(s.Name, 1, 4, 6, false), false)
		Check("earliest offset", 6, Got(s.Admin().ListOffset(s.Name, 0, -2)))
	},
	"produce-acks-0":     produce(Settings{Acks: "0"}),
	"produce-acks-1":     produce(Settings{Acks: "1"}),
	"produce-acks-all":   produce(Settings{Acks: "all"}),
	"produce-gzip":       produce(Settings{Codec: "gzip"}),
	"produce-snappy":     produce(Settings{Codec: "snappy"}),
	"produce-lz4":        produce(Settings{Codec: "lz4"}),
	"produce-zstd":       produce(Settings{Codec: "zstd"}),
	"idempotent":         produce(Settings{Idempotent: true}),
	"transaction-commit": transactionCommit,
	"transaction-abort":  transactionAbort,
	"transaction-offsets": func(s *Site) {
		transactionOffsets(s, s.Name+"-to")
	},
	"transaction-fenced": transactionFenced,
	"consume-assigned": func(s *Site) {
		s.Topic(3)
		Must(s.Producer(Settings{}).Send(s.Name, Records(0, 30, 3)))
		checkValues("records", values(0, 30), s.Read(s.Name, 3, 30, 0, false), true)
		Check("end offset", 10, Got(s.Admin().ListOffset(s.Name, 1, -1)))
		last := []string{Value(24), Value(25), Value(26), Value(27), Value(28), Value(29)}
		checkValues("records since an offset", last, s.Read(s.Name, 3, 6, 8, false), true)
	},
	"commit-resume": func(s *Site) {
		s.Topic(1)
		Must(s.Producer(Settings{}).Send(s.Name, Records(0, 20, 1)))
		first := s.join(Settings{})
		first.until(20)
		Must(first.Commit(s.Name, 0, 12))
		first.Close()
		second := s.join(Settings{})
		second.until(8)
		checkValues("records after the commit", values(12, 8), second.values, false)
	},
	"seek-time": func(s *Site) {
		s.Topic(1)
		begin := time.Now().Add(-100 * time.Second)
		records := Records(0, 10, 1)
		for i := range records {
			records[i].Time = begin.Add(time.Duration(i) * time.Second)
		}
		Must(s.Producer(Settings{}).Send(s.Name, records))
		offset := Got(s.Admin().ListOffset(s.Name, 0, begin.Add(5500*time.Millisecond).UnixMilli()))
		Check("offset at the time", 6, offset)
		checkValues("records since the time", values(6, 4), s.Read(s.Name, 1, 4, offset, false), false)
	},
	"list-offsets": func(s *Site) {
		s.Topic(1)
		Must(s.Producer(Settings{}).Send(s.Name, Records(0, 3, 1)))
		Check("earliest", 0, Got(s.Admin().ListOffset(s.Name, 0, -2)))
		Check("latest", 3, Got(s.Admin().ListOffset(s.Name, 0, -1)))
	},
	"group-eager":       func(s *Site) { joinAndLeave(s, Settings{Strategy: "range"}, 4) },
	"group-cooperative": func(s *Site) { joinAndLeave(s, Settings{Strategy: "cooperative-sticky"}, 2) },
	"group-consumer":    func(s *Site) { joinAndLeave(s, Settings{ServerSide: true}, 2) },
	"group-static":      groupStatic,
	"list-groups": func(s *Site) {
		s.Topic(1)
		s.joined()
		Check("group is listed", true, slices.Contains(Got(s.Admin().Groups()), s.Name))
	},
	"describe-group": func(s *Site) {
		s.Topic(2)
		one := s.joined()
		admin := s.Admin()
		Check("members", 1, Got(admin.Members(s.Name)))
		one.Close()
		Wait("no member", func() bool { return Got(admin.Members(s.Name)) == 0 })
	},
	"delete-group": func(s *Site) {
		s.Topic(1)
		one := s.joined()
		admin := s.Admin()
		Refused("a group that is not empty", "empty", admin.DeleteGroup(s.Name))
		one.Close()
		Wait("no member", func() bool { return Got(admin.Members(s.Name)) == 0 })
		Must(admin.DeleteGroup(s.Name))
		Check("group is listed", false, slices.Contains(Got(admin.Groups()), s.Name))
	},
	"alter-offsets": func(s *Site) {
		s.Topic(1)
		admin := s.Admin()
		Must(admin.SetOffset(s.Name, s.Name, 0, 7))
		Check("offset", 7, Got(admin.Offset(s.Name, s.Name, 0)))
	},
	"describe-configs": func(s *Site) {
		s.Topic(1)
		admin := s.Admin()
		Check("retention.ms", "604800000", Got(admin.TopicConfig(s.Name, "retention.ms")))
		ids, _, err := admin.Brokers()
		Must(err)
		Check("auto.create.topics.enable", "true", Got(admin.BrokerConfig(ids[0], "auto.create.topics.enable")))
	},
	"alter-configs": func(s *Site) {
		s.Topic(1)
		admin := s.Admin()
		Must(admin.SetTopicConfig(s.Name, "retention.ms", "12345678"))
		Wait("retention.ms", func() bool { return Got(admin.TopicConfig(s.Name, "retention.ms")) == "12345678" })
		Refused("an invalid value", "invalid config", admin.SetTopicConfig(s.Name, "retention.ms", "long"))
	},
	"alter-broker-configs": func(s *Site) {
		admin := s.Admin()
		ids, _, err := admin.Brokers()
		Must(err)
		Must(admin.SetBrokerConfig(ids[0], "log.cleaner.threads", "2"))
		Wait("log.cleaner.threads", func() bool {
			return Got(admin.BrokerConfig(ids[0], "log.cleaner.threads")) == "2"
		})
		Must(admin.SetBrokerConfig(ids[0], "log.cleaner.threads", "1"))
	},
}

func transactionCommit(s *Site) {
	s.Topic(2)
	producer := s.Producer(Settings{TransactionalID: s.Name})
	for i := range 3 {
		Must(producer.Begin())
		Must(producer.Send(s.Name, Records(i*10, 10, 2)))
		Must(producer.Commit())
	}
	checkValues("records", values(0, 30), s.Read(s.Name, 2, 30, 0, true), true)
}

func transactionAbort(s *Site) {
	s.Topic(1)
	producer := s.Producer(Settings{TransactionalID: s.Name})
	Must(producer.Begin())
	Must(producer.Send(s.Name, Records(0, 10, 1)))
	Must(producer.Abort())
	Must(producer.Begin())
	Must(producer.Send(s.Name, Records(10, 5, 1)))
	Must(producer.Commit())
	checkValues("committed records", values(10, 5), s.Read(s.Name, 1, 5, 0, true), false)
	checkValues("all records", values(0, 15), s.Read(s.Name, 1, 15, 0, false), false)
}

func transactionOffsets(s *Site, sink string) {
	s.Topic(1)
	s.topic(sink, 1)
	Must(s.Producer(Settings{}).Send(s.Name, Records(0, 10, 1)))
	consumer := s.join(Settings{Committed: true})
	consumer.until(10)
	producer := s.Producer(Settings{TransactionalID: s.Name})
	admin := s.Admin()
	Must(producer.Begin())
	Must(producer.Send(sink, Records(0, 4, 1)))
	Must(producer.SendOffsets(consumer.Consumer, s.Name, 0, 4))
	Must(producer.Commit())
	Wait("committed offset 4", func() bool { return Got(admin.Offset(s.Name, s.Name, 0)) == 4 })
	Must(producer.Begin())
	Must(producer.Send(sink, Records(4, 6, 1)))
	Must(producer.SendOffsets(consumer.Consumer, s.Name, 0, 10))
	Must(producer.Abort())
	Check("offset after the abort", 4, Got(admin.Offset(s.Name, s.Name, 0)))
	checkValues("committed records", values(0, 4), s.Read(sink, 1, 4, 0, true), false)
}

func transactionFenced(s *Site) {
	s.Topic(1)
	old := s.Producer(Settings{TransactionalID: s.Name})
	Must(old.Begin())
	Must(old.Send(s.Name, Records(0, 5, 1)))
	young := s.Producer(Settings{TransactionalID: s.Name})
	Must(young.Begin())
	Must(young.Send(s.Name, Records(5, 5, 1)))
	Refused("a fenced producer", "fenced epoch 90", old.Commit())
	Must(young.Commit())
	checkValues("committed records", values(5, 5), s.Read(s.Name, 1, 5, 0, true), false)
}

func (s *Site) joined() *member {
	one := s.join(Settings{})
	until("a partition", []*member{one}, func() bool { return len(one.Assignment()) > 0 })
	return one
}

func joinAndLeave(s *Site, settings Settings, revoked int) {
	s.Topic(4)
	producer := s.Producer(Settings{})
	first := s.join(settings)
	until("all partitions of the first member", []*member{first}, func() bool { return len(first.Assignment()) == 4 })
	Must(producer.Send(s.Name, Records(0, 40, 4)))
	until("40 records", []*member{first}, func() bool { return len(first.values) >= 40 })

	second := s.join(settings)
	both := []*member{first, second}
	until("two partitions for each member", both, func() bool {
		return len(first.Assignment()) == 2 && len(second.Assignment()) == 2
	})
	Check("number of partitions taken from the first member", revoked, first.Revoked())
	Must(producer.Send(s.Name, Records(40, 40, 4)))
	until("80 records", both, func() bool { return len(first.values)+len(second.values) >= 80 })

	second.Close()
	until("all partitions again", []*member{first}, func() bool { return len(first.Assignment()) == 4 })
	Must(producer.Send(s.Name, Records(80, 40, 4)))
	until("120 records", []*member{first}, func() bool { return len(first.values)+len(second.values) >= 120 })
	checkValues("records", values(0, 120), append(slices.Clone(first.values), second.values...), true)
}

func groupStatic(s *Site) {
	s.Topic(4)
	first := s.join(Settings{InstanceID: "first"})
	second := s.join(Settings{InstanceID: "second"})
	until("two partitions for each member", []*member{first, second}, func() bool {
		return len(first.Assignment()) == 2 && len(second.Assignment()) == 2
	})
	revoked := first.Revoked()
	before := slices.Sorted(slices.Values(second.Assignment()))
	second.Close()
	again := s.join(Settings{InstanceID: "second"})
	both := []*member{first, again}
	until("partitions of the member that restarted", both, func() bool { return len(again.Assignment()) == 2 })
	after := slices.Sorted(slices.Values(again.Assignment()))
	Check("partitions of the member that restarted", fmt.Sprint(before), fmt.Sprint(after))
	Check("partitions taken from the other member", revoked, first.Revoked())
	Must(s.Producer(Settings{}).Send(s.Name, Records(0, 40, 4)))
	until("40 records", both, func() bool { return len(first.values)+len(again.values) == 40 })
}
