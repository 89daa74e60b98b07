package io.perfbudgets.junit.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.corpus.Model;
import io.perfbudgets.junit.corpus.Model.Season;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PersistenceContextsTest {

    @Test
    void writesAndForgetsWhatSpringsTransactionHolds() throws Throwable {
        EntityManager em = Model.open();
        em.getTransaction().begin();
        TransactionSynchronizationManager.bindResource(this, new EntityManagerHolder(em));
        try {
            Season season = em.find(Season.class, 1);
            season.rename("renamed");

            PersistenceContexts.clear();

            assertThat(em.contains(season)).isFalse();
            assertThat(em.find(Season.class, 1).getName()).isEqualTo("renamed");
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
            em.getTransaction().rollback();
            em.close();
        }
    }
}
