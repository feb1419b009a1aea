package io.kspec.clients.registry;

/**
 * A schema that a registry knows.
 *
 * @param subject what it is registered under
 * @param version its number among the schemas of the subject, from 1 on
 * @param id its number among all schemas, from 1 on
 * @param schema its text
 */
record RegisteredSchema(String subject, int version, int id, String schema) {}
