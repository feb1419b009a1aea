// Package play plays jobs with a Go client, through an adapter of the client.
package play

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"
)

// Settings say what a producer or consumer is for.
type Settings struct {
	Acks            string // "0", "1" or "all"
	Codec           string
	Idempotent      bool
	TransactionalID string
	Group           string
	InstanceID      string
	Strategy        string // "range" or "cooperative-sticky"
	ServerSide      bool   // whether the broker assigns partitions (KIP-848)
	Committed       bool   // whether only committed records are read
}

// Record is a record to send.
type Record struct {
	Partition int32
	Value     string
	Time      time.Time // now, if zero
}

// Producer sends records and waits until they are acknowledged.
type Producer interface {
	Send(topic string, records []Record) error
	Begin() error
	Commit() error
	Abort() error
	SendOffsets(consumer Consumer, topic string, partition int32, offset int64) error
	Close()
}

// Consumer is a member of a group, or reads assigned partitions.
type Consumer interface {
	// Poll waits for some 200 ms at most.
	Poll() ([]string, error)
	Assignment() []int32
	// Revoked is the number of partitions that were taken from the member so far.
	Revoked() int
	// CommitAll commits what was polled.
	CommitAll() error
	Commit(topic string, partition int32, offset int64) error
	Close()
}

// Admin administers the cluster.
type Admin interface {
	Brokers() (ids []int32, controller int32, err error)
	Topics() ([]string, error)
	Partitions(topic string) (int, error)
	CreateTopic(topic string, partitions int) error
	DeleteTopic(topic string) error
	AddPartitions(topic string, count int) error
	DeleteRecords(topic string, partition int32, offset int64) error
	Groups() ([]string, error)
	Members(group string) (int, error)
	DeleteGroup(group string) error
	Offset(group, topic string, partition int32) (int64, error)
	SetOffset(group, topic string, partition int32, offset int64) error
	TopicConfig(topic, key string) (string, error)
	BrokerConfig(broker int32, key string) (string, error)
	SetTopicConfig(topic, key, value string) error
	SetBrokerConfig(broker int32, key, value string) error
	// ListOffset finds an offset by time in milliseconds; -1 is the latest one, -2 the earliest one.
	ListOffset(topic string, partition int32, time int64) (int64, error)
	Close()
}

// Adapter is what the jobs need of a client.
type Adapter struct {
	Library  string
	Module   string
	Admin    func(bootstrap string) (Admin, error)
	Producer func(bootstrap string, settings Settings) (Producer, error)
	// Member joins a group.
	Member func(bootstrap, topic string, settings Settings) (Consumer, error)
	// Reader reads partitions from an offset.
	Reader func(bootstrap, topic string, partitions []int32, offset int64, settings Settings) (Consumer, error)
	// Login logs in and lists the topics.
	Login func(login Login) ([]string, error)
	// Jobs are those that other clients do in another way, or not at all.
	Jobs map[string]func(*Site)
}

// Site is what a job works with: a name of its own, and clients that are closed when the job ends.
type Site struct {
	Bootstrap string
	Name      string
	adapter   Adapter
	closing   []func()
}

// OnClose calls a function when the job ends.
func (s *Site) OnClose(function func()) {
	s.closing = append(s.closing, function)
}

func (s *Site) close() {
	for i := len(s.closing) - 1; i >= 0; i-- {
		s.closing[i]()
	}
}

type failure string

// Fail ends the job.
func Fail(format string, values ...any) {
	panic(failure(fmt.Sprintf(format, values...)))
}

// Check ends the job if two values differ.
func Check[T comparable](what string, expected, found T) {
	if expected != found {
		Fail("%s: expected %v, found %v", what, expected, found)
	}
}

// Must ends the job if there is an error.
func Must(err error) {
	if err != nil {
		Fail("%T: %v", err, err)
	}
}

// Got is the value of a call that must not fail.
func Got[T any](value T, err error) T {
	Must(err)
	return value
}

// Wait ends the job if a condition is not met within 30 s.
func Wait(what string, condition func() bool) {
	for end := time.Now().Add(30 * time.Second); !condition(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			Fail("%s: not within 30 s", what)
		}
	}
}

func detailOf(job func(*Site), site *Site) (detail string) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case failure:
			detail = string(thrown)
		default:
			detail = fmt.Sprint(thrown)
		}
	}()
	defer site.close()
	job(site)
	return ""
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	return "unknown"
}

// Main plays the jobs that the arguments name: BOOTSTRAP PREFIX JOB...
func Main(adapter Adapter) {
	bootstrap, prefix := os.Args[1], os.Args[2]
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, name := range os.Args[3:] {
		begin := time.Now()
		job := adapter.Jobs[name]
		if job == nil {
			job = jobs[name]
		}
		detail := "the driver has no such job"
		if job != nil {
			detail = detailOf(job, &Site{Bootstrap: bootstrap, Name: prefix + "-" + name, adapter: adapter})
		}
		out.Encode(struct {
			Client  string `json:"client"`
			Version string `json:"version"`
			Job     string `json:"job"`
			OK      bool   `json:"ok"`
			Millis  int64  `json:"millis"`
			Detail  string `json:"detail"`
		}{adapter.Library, version(adapter.Module), name, detail == "", time.Since(begin).Milliseconds(), detail})
	}
}
