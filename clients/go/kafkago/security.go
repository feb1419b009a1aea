package main

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"

	"kspec/clients/play"
)

const iterations = 4096

func mechanism(login play.Login) (sasl.Mechanism, error) {
	switch login.Mechanism {
	case "PLAIN":
		return plain.Mechanism{Username: login.User, Password: login.Password}, nil
	case "SCRAM-SHA-256":
		return scram.Mechanism(scram.SHA256, login.User, login.Password)
	case "SCRAM-SHA-512":
		return scram.Mechanism(scram.SHA512, login.User, login.Password)
	default:
		return nil, errors.ErrUnsupported
	}
}

func login(login play.Login) ([]string, error) {
	transport := &kafka.Transport{}
	defer transport.CloseIdleConnections()
	if login.Mechanism == "TLS" {
		transport.TLS = login.TLS
	} else {
		found, err := mechanism(login)
		if err != nil {
			return nil, err
		}
		transport.SASL = found
	}
	client := &kafka.Client{Addr: kafka.TCP(login.Address), Transport: transport}
	return admin{client, transport}.Topics()
}

func (a admin) CreateACL(principal, topic string) error {
	answer, err := a.client.CreateACLs(deadline(), &kafka.CreateACLsRequest{ACLs: []kafka.ACLEntry{{
		ResourceType:        kafka.ResourceTypeTopic,
		ResourceName:        topic,
		ResourcePatternType: kafka.PatternTypeLiteral,
		Principal:           principal,
		Host:                "*",
		Operation:           kafka.ACLOperationTypeRead,
		PermissionType:      kafka.ACLPermissionTypeAllow,
	}}})
	if err != nil {
		return err
	}
	return errors.Join(answer.Errors...)
}

func (a admin) ACLs(principal string) ([]string, error) {
	answer, err := a.client.DescribeACLs(deadline(), &kafka.DescribeACLsRequest{Filter: kafka.ACLFilter{
		ResourceTypeFilter:        kafka.ResourceTypeAny,
		ResourcePatternTypeFilter: kafka.PatternTypeAny,
		PrincipalFilter:           principal,
		Operation:                 kafka.ACLOperationTypeAny,
		PermissionType:            kafka.ACLPermissionTypeAny,
	}})
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, each := range answer.Resources {
		topics = append(topics, each.ResourceName)
	}
	return topics, answer.Error
}

func (a admin) DeleteACLs(principal string) ([]string, error) {
	answer, err := a.client.DeleteACLs(deadline(), &kafka.DeleteACLsRequest{Filters: []kafka.DeleteACLsFilter{{
		ResourceTypeFilter:        kafka.ResourceTypeAny,
		ResourcePatternTypeFilter: kafka.PatternTypeAny,
		PrincipalFilter:           principal,
		Operation:                 kafka.ACLOperationTypeAny,
		PermissionType:            kafka.ACLPermissionTypeAny,
	}}})
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, result := range answer.Results {
		err = errors.Join(err, result.Error)
		for _, each := range result.MatchingACLs {
			topics = append(topics, each.ResourceName)
		}
	}
	return topics, err
}

func (a admin) alterScram(request *kafka.AlterUserScramCredentialsRequest) error {
	answer, err := a.client.AlterUserScramCredentials(deadline(), request)
	if err != nil {
		return err
	}
	for _, each := range answer.Results {
		err = errors.Join(err, each.Error)
	}
	return err
}

func (a admin) SetScram(user, password string) error {
	salt := []byte("salt")
	salted, err := pbkdf2.Key(sha256.New, password, salt, iterations, sha256.Size)
	if err != nil {
		return err
	}
	return a.alterScram(&kafka.AlterUserScramCredentialsRequest{Upsertions: []kafka.UserScramCredentialsUpsertion{{
		Name: user, Mechanism: kafka.ScramMechanismSha256, Iterations: iterations, Salt: salt, SaltedPassword: salted,
	}}})
}

func (a admin) DeleteScram(user string) error {
	return a.alterScram(&kafka.AlterUserScramCredentialsRequest{
		Deletions: []kafka.UserScramCredentialsDeletion{{Name: user, Mechanism: kafka.ScramMechanismSha256}},
	})
}

func (a admin) Scram(user string) ([]int, error) {
	answer, err := a.client.DescribeUserScramCredentials(deadline(), &kafka.DescribeUserScramCredentialsRequest{
		Users: []kafka.UserScramCredentialsUser{{Name: user}},
	})
	if err != nil {
		return nil, err
	}
	var found []int
	for _, each := range answer.Results {
		for _, info := range each.CredentialInfos {
			found = append(found, info.Iterations)
		}
	}
	return found, answer.Error
}

func (a admin) alterQuota(user string, op kafka.AlterClientQuotaOps) error {
	answer, err := a.client.AlterClientQuotas(deadline(), &kafka.AlterClientQuotasRequest{
		Entries: []kafka.AlterClientQuotaEntry{{
			Entities: []kafka.AlterClientQuotaEntity{{EntityType: "user", EntityName: user}},
			Ops:      []kafka.AlterClientQuotaOps{op},
		}},
	})
	if err != nil {
		return err
	}
	for _, each := range answer.Entries {
		err = errors.Join(err, each.Error)
	}
	return err
}

func (a admin) SetQuota(user, key string, value float64) error {
	return a.alterQuota(user, kafka.AlterClientQuotaOps{Key: key, Value: value})
}

func (a admin) DeleteQuota(user, key string) error {
	return a.alterQuota(user, kafka.AlterClientQuotaOps{Key: key, Remove: true})
}

func (a admin) Quotas(user string) (map[string]float64, error) {
	answer, err := a.client.DescribeClientQuotas(deadline(), &kafka.DescribeClientQuotasRequest{
		Components: []kafka.DescribeClientQuotasRequestComponent{{EntityType: "user", Match: user}},
		Strict:     true,
	})
	if err != nil {
		return nil, err
	}
	quotas := map[string]float64{}
	for _, each := range answer.Entries {
		for _, value := range each.Values {
			quotas[value.Key] = value.Value
		}
	}
	return quotas, answer.Error
}
