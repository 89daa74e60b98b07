package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.measure.Profile;
import io.perfbudgets.measure.Profile.Kind;
import io.perfbudgets.measure.Profile.Stack;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlameJsonTest {
    @Test
    void putsEqualBeginningsTogetherTheHeaviestFirst() {
        assertThat(flames(
                        new Stack(Kind.CPU, List.of("a", "b"), 10),
                        new Stack(Kind.CPU, List.of("a", "c"), 30),
                        new Stack(Kind.LOCK, List.of("d"), 7)))
                .isEqualTo("[{'kind':'CPU','total':40,'frames':['a','c','b'],'nodes':[0,0,40,1,1,30,1,2,10],"
                        + "'rows':[['c',30,30],['b',10,10],['a',0,40]]},"
                        + "{'kind':'LOCK','total':7,'frames':['d'],'nodes':[0,0,7],'rows':[['d',7,7]]}]");
    }

    @Test
    void leavesFramesOutThatAreTooNarrowToBeSeenButCountsThem() {
        assertThat(flames(
                        new Stack(Kind.ALLOCATION, List.of("a"), 1_000),
                        new Stack(Kind.ALLOCATION, List.of("tiny"), 1)))
                .contains("'total':1001,'frames':['a'],'nodes':[0,0,1000]")
                .contains("['tiny',1,1]");
    }

    @Test
    void countsAFrameThatCallsItselfOnceAndEndsWhereNobodyLooks() {
        String flames = flames(new Stack(Kind.CPU, Collections.nCopies(3_000, "deep"), 5));
        assertThat(flames)
                .contains("'rows':[['deep',5,5]]")
                .contains("199,0,5]")
                .doesNotContain("200,0,5");
    }

    private static String flames(Stack... stacks) {
        return FlameJson.of(new Profile("", List.of(), List.of(stacks)))
                .toString()
                .replace('"', '\'');
    }
}
