package io.perfbudgets.junit;

import io.perfbudgets.junit.extension.Session;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a {@link PerfTest} one invocation after the other, each when the one before it has shown that it is wanted. */
final class PerfTestExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), PerfTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        if (!Session.isEnabled()) {
            return Stream.of(new Iteration());
        }
        Invocations invocations = new Invocations(PerfTestRun.begin(context));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(invocations, Spliterator.ORDERED), false);
    }

    private record Invocations(PerfTestRun run) implements Iterator<TestTemplateInvocationContext> {
        @Override
        public boolean hasNext() {
            return run.wantsMore();
        }

        @Override
        public TestTemplateInvocationContext next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            run.given();
            return new Iteration();
        }
    }

    private record Iteration() implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return "iteration " + invocation;
        }
    }
}
