package main

import (
	"errors"

	"github.com/IBM/sarama"
	"github.com/xdg-go/scram"

	"kspec/clients/play"
)

// scramClient is what Sarama leaves to its users.
type scramClient struct {
	hash         scram.HashGeneratorFcn
	conversation *scram.ClientConversation
}

func (c *scramClient) Begin(user, password, authzID string) error {
	client, err := c.hash.NewClient(user, password, authzID)
	if err == nil {
		c.conversation = client.NewConversation()
	}
	return err
}

func (c *scramClient) Step(challenge string) (string, error) { return c.conversation.Step(challenge) }
func (c *scramClient) Done() bool                            { return c.conversation.Done() }

type token string

func (t token) Token() (*sarama.AccessToken, error) {
	return &sarama.AccessToken{Token: string(t)}, nil
}

func login(login play.Login) ([]string, error) {
	config := configuration()
	config.Metadata.Retry.Max = 0
	if login.Mechanism == "TLS" {
		config.Net.TLS.Enable = true
		config.Net.TLS.Config = login.TLS
	} else {
		config.Net.SASL.Enable = true
		config.Net.SASL.Mechanism = sarama.SASLMechanism(login.Mechanism)
		config.Net.SASL.User = login.User
		config.Net.SASL.Password = login.Password
		config.Net.SASL.TokenProvider = token(login.Token)
		hashes := map[string]scram.HashGeneratorFcn{"SCRAM-SHA-256": scram.SHA256, "SCRAM-SHA-512": scram.SHA512}
		if hash, ok := hashes[login.Mechanism]; ok {
			config.Net.SASL.SCRAMClientGeneratorFunc = func() sarama.SCRAMClient { return &scramClient{hash: hash} }
		}
	}
	client, err := sarama.NewClient([]string{login.Address}, config)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	return client.Topics()
}

func (a admin) CreateACL(principal, topic string) error {
	return a.ClusterAdmin.CreateACL(
		sarama.Resource{
			ResourceType:        sarama.AclResourceTopic,
			ResourceName:        topic,
			ResourcePatternType: sarama.AclPatternLiteral,
		},
		sarama.Acl{
			Principal:      principal,
			Host:           "*",
			Operation:      sarama.AclOperationRead,
			PermissionType: sarama.AclPermissionAllow,
		},
	)
}

func aclsOf(principal string) sarama.AclFilter {
	return sarama.AclFilter{
		ResourceType:              sarama.AclResourceAny,
		ResourcePatternTypeFilter: sarama.AclPatternAny,
		Principal:                 &principal,
		Operation:                 sarama.AclOperationAny,
		PermissionType:            sarama.AclPermissionAny,
	}
}

func (a admin) ACLs(principal string) ([]string, error) {
	resources, err := a.ListAcls(aclsOf(principal))
	var topics []string
	for _, each := range resources {
		topics = append(topics, each.ResourceName)
	}
	return topics, err
}

func (a admin) DeleteACLs(principal string) ([]string, error) {
	deleted, err := a.DeleteACL(aclsOf(principal), false)
	var topics []string
	for _, each := range deleted {
		topics = append(topics, each.ResourceName)
	}
	return topics, err
}

func altered(results []*sarama.AlterUserScramCredentialsResult, err error) error {
	for _, each := range results {
		if each.ErrorCode != sarama.ErrNoError {
			err = errors.Join(err, each.ErrorCode)
		}
	}
	return err
}

func (a admin) SetScram(user, password string) error {
	return altered(a.UpsertUserScramCredentials([]sarama.AlterUserScramCredentialsUpsert{{
		Name: user, Mechanism: sarama.SCRAM_MECHANISM_SHA_256, Iterations: 4096, Salt: []byte("salt"), Password: []byte(password),
	}}))
}

func (a admin) DeleteScram(user string) error {
	return altered(a.DeleteUserScramCredentials([]sarama.AlterUserScramCredentialsDelete{
		{Name: user, Mechanism: sarama.SCRAM_MECHANISM_SHA_256},
	}))
}

func (a admin) Scram(user string) ([]int, error) {
	described, err := a.DescribeUserScramCredentials([]string{user})
	var iterations []int
	for _, each := range described {
		for _, info := range each.CredentialInfos {
			iterations = append(iterations, int(info.Iterations))
		}
	}
	return iterations, err
}

func (a admin) alterQuota(user string, op sarama.ClientQuotasOp) error {
	entity := sarama.QuotaEntityComponent{EntityType: sarama.QuotaEntityUser, MatchType: sarama.QuotaMatchExact, Name: user}
	return a.AlterClientQuotas([]sarama.QuotaEntityComponent{entity}, op, false)
}

func (a admin) SetQuota(user, key string, value float64) error {
	return a.alterQuota(user, sarama.ClientQuotasOp{Key: key, Value: value})
}

func (a admin) DeleteQuota(user, key string) error {
	return a.alterQuota(user, sarama.ClientQuotasOp{Key: key, Remove: true})
}

func (a admin) Quotas(user string) (map[string]float64, error) {
	component := sarama.QuotaFilterComponent{EntityType: sarama.QuotaEntityUser, MatchType: sarama.QuotaMatchExact, Match: user}
	described, err := a.DescribeClientQuotas([]sarama.QuotaFilterComponent{component}, true)
	if len(described) == 0 {
		return nil, err
	}
	return described[0].Values, err
}
