package io.kspec.suite.session;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Check;
import io.kspec.stage.net.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * A case that is being played: a suspect if the target dies now.
 *
 * @param api the swept API and version, or null
 * @param name what listeners call the case
 * @param transcript what the case has exchanged so far
 */
public record CaseInFlight(Check check, @Nullable ApiVersion api, String name, Transcript transcript) {}
