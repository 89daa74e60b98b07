package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GarbageRuleTest {
    @Test
    void aPauseIsTheCodesUnlessOthersAllocatedMore() {
        assertThat(GarbageRule.sign(5, 20, 600, 1_000)).isEqualTo(Sign.NONE);
        assertThat(GarbageRule.sign(5, 20, 500, 1_000)).isEqualTo(Sign.NONE);
        assertThat(GarbageRule.sign(5, 20, 499, 1_000)).isEqualTo(Sign.OTHERS_GARBAGE);
    }

    @Test
    void aPauseIsTheCodesWhereNobodyKnowsWhoAllocated() {
        assertThat(GarbageRule.sign(5, 20, 0, 0)).isEqualTo(Sign.NONE);
    }

    @Test
    void aPauseThatMadeNothingNotablyLongerIsNoSign() {
        assertThat(GarbageRule.sign(2, 20, 0, 1_000)).isEqualTo(Sign.NONE);
        assertThat(GarbageRule.sign(3, 20, 0, 1_000)).isEqualTo(Sign.OTHERS_GARBAGE);
    }
}
