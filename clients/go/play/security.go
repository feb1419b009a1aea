package play

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"os"
	"slices"
	"time"
)

// Login says where and how a client logs in.
type Login struct {
	Address   string
	Mechanism string // of SASL, or "TLS"
	User      string
	Password  string
	Token     string
	TLS       *tls.Config
}

// SecurityAdmin administers who may do what, and how much of it.
type SecurityAdmin interface {
	CreateACL(principal, topic string) error
	// ACLs are the names of the topics.
	ACLs(principal string) ([]string, error)
	DeleteACLs(principal string) ([]string, error)
	SetScram(user, password string) error
	// Scram is the number of iterations of each credential.
	Scram(user string) ([]int, error)
	DeleteScram(user string) error
	SetQuota(user, key string, value float64) error
	Quotas(user string) (map[string]float64, error)
	DeleteQuota(user, key string) error
}

func (s *Site) securityAdmin() SecurityAdmin {
	admin, ok := s.Admin().(SecurityAdmin)
	if !ok {
		Fail("the driver has no such job")
	}
	return admin
}

func acls(s *Site) {
	admin := s.securityAdmin()
	principal := "User:" + s.Name
	Must(admin.CreateACL(principal, s.Name))
	Wait("the ACL", func() bool { return slices.Equal(Got(admin.ACLs(principal)), []string{s.Name}) })
	checkValues("deleted ACLs", []string{s.Name}, Got(admin.DeleteACLs(principal)), false)
	Wait("no ACL", func() bool { return len(Got(admin.ACLs(principal))) == 0 })
}

func scramCredentials(s *Site) {
	admin := s.securityAdmin()
	Must(admin.SetScram(s.Name, "password"))
	Wait("the credential", func() bool { return slices.Equal(Got(admin.Scram(s.Name)), []int{4096}) })
	Must(admin.DeleteScram(s.Name))
	Wait("no credential", func() bool { return len(Got(admin.Scram(s.Name))) == 0 })
}

func clientQuotas(s *Site) {
	const rate = "producer_byte_rate"
	admin := s.securityAdmin()
	Must(admin.SetQuota(s.Name, rate, 1048576))
	Wait("the quota", func() bool { return Got(admin.Quotas(s.Name))[rate] == 1048576 })
	Must(admin.DeleteQuota(s.Name, rate))
	Wait("no quota", func() bool { return len(Got(admin.Quotas(s.Name))) == 0 })
}

// unsecuredToken is a JSON web token that nobody signed, valid for a minute.
func unsecuredToken(user string) string {
	encoded := func(claims map[string]any) string {
		return base64.RawURLEncoding.EncodeToString(Got(json.Marshal(claims)))
	}
	now := time.Now().Unix()
	return encoded(map[string]any{"alg": "none"}) + "." +
		encoded(map[string]any{"sub": user, "iat": now, "exp": now + 60}) + "."
}

// NewLogin is a login of the user that the environment names.
func NewLogin(mechanism string) Login {
	address := os.Getenv("KSPEC_SASL")
	if mechanism == "TLS" {
		address = os.Getenv("KSPEC_TLS")
	}
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(Got(os.ReadFile(os.Getenv("KSPEC_CA"))))
	user := os.Getenv("KSPEC_USER")
	return Login{
		Address:   address,
		Mechanism: mechanism,
		User:      user,
		Password:  os.Getenv("KSPEC_PASSWORD"),
		Token:     unsecuredToken(user),
		TLS:       &tls.Config{RootCAs: authorities},
	}
}

func login(mechanism string) func(*Site) {
	return func(s *Site) {
		s.Topic(1)
		login := NewLogin(mechanism)
		Check("topic is listed", true, slices.Contains(Got(s.adapter.Login(login)), s.Name))
		login.Password, login.TLS = "not the password", &tls.Config{}
		if mechanism != "OAUTHBEARER" {
			if _, err := s.adapter.Login(login); err == nil {
				Fail("expected that a wrong password or an unknown authority is refused, but the login succeeded")
			}
		}
	}
}
