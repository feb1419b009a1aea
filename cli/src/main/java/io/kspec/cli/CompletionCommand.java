package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kspec completion}: prints the script by which a shell completes kspec's command lines. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script with which a shell completes commands, options, checks and APIs.",
        footer = {
            "",
            "bash, with the package bash-completion, reads it when it is needed first:",
            "  kspec completion bash > ~/.local/share/bash-completion/completions/kspec",
            "zsh reads it when it starts, after a line in ~/.zshrc: source ~/.kspec.zsh",
            "  kspec completion zsh > ~/.kspec.zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            description = "The shell: bash or zsh, which take the same script (default: ${DEFAULT-VALUE}).")
    private Shell shell = Shell.BASH;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The shells that there is a script for. */
    enum Shell {
        BASH,
        ZSH;

        /** As the command line takes it, and as help shows it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        CommandLine whole = spec.root().commandLine();
        String script =
                switch (shell) {
                    case BASH, ZSH -> AutoComplete.bash(whole.getCommandName(), whole);
                };
        terminal.out().print(script);
        return ExitCode.CONFORMANT;
    }
}
