package main

import (
	"errors"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/oauth"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"

	"kspec/clients/play"
)

func security(login play.Login) kgo.Opt {
	with := func(mechanism sasl.Mechanism) kgo.Opt { return kgo.SASL(mechanism) }
	switch login.Mechanism {
	case "PLAIN":
		return with(plain.Auth{User: login.User, Pass: login.Password}.AsMechanism())
	case "SCRAM-SHA-256":
		return with(scram.Auth{User: login.User, Pass: login.Password}.AsSha256Mechanism())
	case "SCRAM-SHA-512":
		return with(scram.Auth{User: login.User, Pass: login.Password}.AsSha512Mechanism())
	case "OAUTHBEARER":
		return with(oauth.Auth{Token: login.Token}.AsMechanism())
	default:
		return kgo.DialTLSConfig(login.TLS)
	}
}

func secured(login play.Login) (*kadm.Client, error) {
	client, err := kgo.NewClient(kgo.SeedBrokers(login.Address), kgo.RequestRetries(0), security(login))
	if err != nil {
		return nil, err
	}
	return kadm.NewClient(client), nil
}

func login(login play.Login) ([]string, error) {
	client, err := secured(login)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	topics, err := client.ListTopics(deadline())
	return topics.Names(), err
}

func (a admin) CreateACL(principal, topic string) error {
	builder := kadm.NewACLs().Topics(topic).Allow(principal).AllowHosts("*").
		Operations(kadm.OpRead).ResourcePatternType(kadm.ACLPatternLiteral)
	answers, err := a.CreateACLs(deadline(), builder)
	for _, each := range answers {
		err = errors.Join(err, each.Err)
	}
	return err
}

func aclsOf(principal string) *kadm.ACLBuilder {
	return kadm.NewACLs().AnyResource().Allow(principal).AllowHosts().
		Operations(kadm.OpAny).ResourcePatternType(kadm.ACLPatternAny)
}

func (a admin) ACLs(principal string) ([]string, error) {
	answers, err := a.DescribeACLs(deadline(), aclsOf(principal))
	var topics []string
	for _, each := range answers {
		err = errors.Join(err, each.Err)
		for _, acl := range each.Described {
			topics = append(topics, acl.Name)
		}
	}
	return topics, err
}

func (a admin) DeleteACLs(principal string) ([]string, error) {
	answers, err := a.Client.DeleteACLs(deadline(), aclsOf(principal))
	var topics []string
	for _, each := range answers {
		err = errors.Join(err, each.Err)
		for _, acl := range each.Deleted {
			topics = append(topics, acl.Name)
		}
	}
	return topics, err
}

func (a admin) SetScram(user, password string) error {
	answers, err := a.AlterUserSCRAMs(deadline(), nil, []kadm.UpsertSCRAM{
		{User: user, Mechanism: kadm.ScramSha256, Iterations: 4096, Password: password},
	})
	return errors.Join(err, answers.Error())
}

func (a admin) DeleteScram(user string) error {
	answers, err := a.AlterUserSCRAMs(deadline(), []kadm.DeleteSCRAM{{User: user, Mechanism: kadm.ScramSha256}}, nil)
	return errors.Join(err, answers.Error())
}

func (a admin) Scram(user string) ([]int, error) {
	described, err := a.DescribeUserSCRAMs(deadline(), user)
	if err != nil {
		return nil, err
	}
	var iterations []int
	for _, each := range described[user].CredInfos {
		iterations = append(iterations, int(each.Iterations))
	}
	if err := described[user].Err; !errors.Is(err, kerr.ResourceNotFound) {
		return iterations, err
	}
	return iterations, nil
}

func (a admin) alterQuota(user string, op kadm.AlterClientQuotaOp) error {
	entity := kadm.ClientQuotaEntity{{Type: "user", Name: &user}}
	answers, err := a.AlterClientQuotas(deadline(), []kadm.AlterClientQuotaEntry{{Entity: entity, Ops: []kadm.AlterClientQuotaOp{op}}})
	for _, each := range answers {
		err = errors.Join(err, each.Err)
	}
	return err
}

func (a admin) SetQuota(user, key string, value float64) error {
	return a.alterQuota(user, kadm.AlterClientQuotaOp{Key: key, Value: value})
}

func (a admin) DeleteQuota(user, key string) error {
	return a.alterQuota(user, kadm.AlterClientQuotaOp{Key: key, Remove: true})
}

func (a admin) Quotas(user string) (map[string]float64, error) {
	described, err := a.DescribeClientQuotas(deadline(), true, []kadm.DescribeClientQuotaComponent{{Type: "user", MatchName: &user}})
	quotas := map[string]float64{}
	for _, each := range described {
		for _, value := range each.Values {
			quotas[value.Key] = value.Value
		}
	}
	return quotas, err
}

// Tokens are for clients that have logged in.
func delegationTokens(s *play.Site) {
	client := play.Got(secured(play.NewLogin("SCRAM-SHA-256")))
	s.OnClose(client.Close)
	token := play.Got(client.CreateDelegationToken(deadline(), kadm.CreateDelegationToken{MaxLifetime: time.Hour}))
	listed := func() bool {
		return slices.ContainsFunc(play.Got(client.DescribeDelegationTokens(deadline())), func(each kadm.DelegationToken) bool {
			return each.TokenID == token.TokenID
		})
	}
	play.Wait("the token", listed)
	play.Got(client.RenewDelegationToken(deadline(), token.HMAC, time.Hour))
	play.Got(client.ExpireDelegationToken(deadline(), token.HMAC, -time.Millisecond))
	play.Wait("no token", func() bool { return !listed() })
}

func beginAtTheFirstRecord(client *kgo.Client, group string) {
	earliest := "earliest"
	config := kmsg.NewIncrementalAlterConfigsRequestResourceConfig()
	config.Name, config.Value = "share.auto.offset.reset", &earliest
	resource := kmsg.NewIncrementalAlterConfigsRequestResource()
	resource.ResourceType, resource.ResourceName = kmsg.ConfigResourceTypeGroupConfig, group
	resource.Configs = append(resource.Configs, config)
	request := kmsg.NewPtrIncrementalAlterConfigsRequest()
	request.Resources = append(request.Resources, resource)
	answer := play.Got(request.RequestWith(deadline(), client))
	play.Must(kerr.ErrorForCode(answer.Resources[0].ErrorCode))
}

// shareGroup releases the first record, which is delivered again, and accepts all.
func shareGroup(s *play.Site) {
	s.Topic(1)
	play.Must(s.Producer(play.Settings{}).Send(s.Name, play.Records(0, 10, 1)))
	client := play.Got(kgo.NewClient(
		kgo.SeedBrokers(s.Bootstrap), kgo.ShareGroup(s.Name), kgo.ConsumeTopics(s.Name), kgo.FetchMaxWait(200*time.Millisecond),
	))
	s.OnClose(client.Close)
	beginAtTheFirstRecord(client, s.Name)
	var delivered []string
	play.Wait("11 deliveries", func() bool {
		read := &consumer{client: client}
		for _, record := range read.records() {
			status := kgo.AckAccept
			if len(delivered) == 0 {
				status = kgo.AckRelease
			}
			delivered = append(delivered, string(record.Value))
			record.Ack(status)
		}
		return len(delivered) >= 11
	})
	expected := []string{play.Value(0)}
	for i := range 10 {
		expected = append(expected, play.Value(i))
	}
	slices.Sort(expected)
	slices.Sort(delivered)
	play.Check("deliveries are as expected", true, slices.Equal(expected, delivered))
}
