package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.data.domain.Pageable;

/** A page of the clips, each with the names of its game and its project. */
interface ClipCatalog {

    List<ClipView> list(Pageable page);
}
