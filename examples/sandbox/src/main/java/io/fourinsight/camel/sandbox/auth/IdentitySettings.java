package io.fourinsight.camel.sandbox.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an identity provider starts with.
 *
 * @param applications secrets by client id
 * @param users passwords by name
 * @param refreshIn for the token answers, if they are to have one
 */
public record IdentitySettings(
        Map<String, String> applications,
        Map<String, String> users,
        Duration tokenLifetime,
        Optional<Duration> refreshIn,
        Clock clock) {}
