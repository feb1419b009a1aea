package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.comparison.Difference;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.golden.recording.CaptureSetup;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A mock broker on which captures are played, one after the other. */
final class PlayedMock implements AutoCloseable {
    private static final String EVERYBODY = "PLAINTEXT";

    private final MockBroker broker;
    private final Stage stage;
    private final Target logins;
    private final BrokerFixture ground;

    PlayedMock(MockBrokerBuilder builder) {
        try {
            broker = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stage = Stage.on(target()).open();
        logins = Target.parse(broker.bootstrap(CaptureSetup.LOGIN_LISTENER));
        ground = new BrokerFixture(stage, logins);
    }

    /** A mock that is set up as the brokers were from which the captures were taken. */
    static MockBrokerBuilder setUp(MockBrokerBuilder builder, String release) {
        builder.listener(EVERYBODY, SecurityProtocol.PLAINTEXT)
                .listener(CaptureSetup.LOGIN_LISTENER, SecurityProtocol.SASL_PLAINTEXT)
                .user(CaptureSetup.USER, CaptureSetup.PASSWORD);
        CaptureSetup.configs(release).forEach(builder::brokerConfig);
        return builder;
    }

    private Target target() {
        return new Target(broker.host(), broker.port());
    }

    List<Difference> differences(Capture capture) {
        ground.clearFor(capture.api());
        try (Replay replay = new Replay(capture, target(), logins)) {
            return replay.differences();
        }
    }

    @Override
    public void close() {
        stage.close();
        broker.close();
    }
}
