package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RawClipRepository extends JpaRepository<RawClip, Long> {

    List<RawClip> findAllByOrderById();

    @Query("""
            select new io.perfbudgets.example.clip.RawClipView(r.id, r.gameId, r.camera, r.keyframeCount)
            from RawClip r
            order by r.id
            """)
    List<RawClipView> summarize(Pageable page);

    @Query("""
            select new io.perfbudgets.example.clip.RawClipView(r.id, r.gameId, r.camera, r.keyframeCount)
            from RawClip r
            where r.gameId = :game
            order by r.id
            """)
    List<RawClipView> summarizeGame(long game);
}
