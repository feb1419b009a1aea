package io.kspec.diagnosis.search;

import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;

/**
 * A message that bytes can be.
 *
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}
 * @param api the API
 * @param version its likeliest version
 * @param certainty the probability of the type and API among all of them and bytes that are no message: 0 to 1
 */
public record LikelyMessage(MessageType type, ApiSpec api, int version, double certainty) {}
