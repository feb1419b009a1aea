module kspec/clients

go 1.26.0
